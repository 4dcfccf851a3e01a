"""Who appears in the demonstration: the agency's staff and its clients, all imaginary."""

from __future__ import annotations

from reclam_xl.frozen import frozen


@frozen
class Staff:
    """One person of the agency; `ceiling` is in euros."""

    name: str
    qualification: str
    signs: bool
    ceiling: int


STAFF: tuple[Staff, ...] = (
    Staff(name="LE GOFF Anne", qualification="Directrice d’agence, 18 ans d’expérience", signs=True, ceiling=1500),
    Staff(name="MARTIN Julien", qualification="Responsable qualité et réclamations", signs=True, ceiling=500),
    Staff(name="BENALI Samira", qualification="Gestionnaire sinistres, licence assurance", signs=True, ceiling=150),
    Staff(name="KERVELLA Maëlle", qualification="Conseillère santé et prévoyance", signs=True, ceiling=100),
    Staff(name="ROUSSEAU Paul", qualification="Conseiller auto et habitation", signs=False, ceiling=0),
    Staff(name="DOS SANTOS Luis", qualification="Gestionnaire emprunteur", signs=False, ceiling=0),
)
QUALITY = "MARTIN Julien"
"""Who issues the improvement decisions."""

HANDLERS: dict[str, tuple[str, ...]] = {
    "Auto": ("BENALI Samira", "ROUSSEAU Paul"),
    "Habitation": ("BENALI Samira", "ROUSSEAU Paul"),
    "Santé": ("KERVELLA Maëlle",),
    "Prévoyance": ("KERVELLA Maëlle", "LE GOFF Anne"),
    "Emprunteur": ("DOS SANTOS Luis", "KERVELLA Maëlle"),
}
"""Who deals with which line of business."""

_SURNAMES = """
    ABGRALL ANDRÉ AUBERT BARON BELLANGER BERTIN BLANCHARD BODIN BOUCHER BOUVET BRIAND CADIOU CARPENTIER CHEVALIER
    CLAVEL COLIN CORRE DANIEL DELAUNAY DIALLO DUBOIS DUGUAY ÉVEN FAUCHER FERREIRA FLEURY FOUCHER GARNIER GAUDIN
    GICQUEL GOMEZ GUÉRIN GUILLOU HAMON HAMIDI HERVÉ HUET JACQ JOUBERT LAMBERT LEBRETON LECLERC LEFÈVRE LEROUX
    LOUVEL MAHÉ MARCHAND MERCIER MOREAU NGUYEN NICOLAS OLLIVIER ONDO PASQUIER PELLETIER PERRIN PICARD POIRIER
    PRIGENT QUÉRÉ RENAUD RICHARD RIVIÈRE ROBIN ROUXEL SALAÜN SAUVAGE SIMON TANGUY TESSIER THOMAS TRAN VASSEUR
    VIAUD YILDIZ"""
_FIRST_NAMES = """
    Adèle Aïcha Alain Amélie Antoine Béatrice Benoît Camille Catherine Chloé Christophe Claire Cyril Daniel David
    Élodie Émile Estelle Fatou Françoise Gaëlle Gérard Gwenaëlle Hélène Hervé Hugo Inès Isabelle Jean-Luc Joëlle
    Kévin Laurence Léa Loïc Manon Marc Mehdi Mireille Nadia Nicolas Noémie Odile Olivier Patrick Pierre Raphaël
    Régine Rémi Sabrina Sébastien Solène Sylvie Thérèse Thierry Tiphaine Valérie Vincent Yann Yves Zoé"""
SURNAMES: tuple[str, ...] = (
    *_SURNAMES.split(),
    *("LE BIHAN", "LE DANTEC", "DE LA TOUR", "LE MOAL", "DA COSTA", "VAN DEN BROECK"),
)
FIRST_NAMES: tuple[str, ...] = tuple(_FIRST_NAMES.split())
COMPANIES: tuple[str, ...] = (
    "SARL Menuiserie du Vallon",
    "Boulangerie Aux Trois Épis",
    "Copropriété Les Terrasses de l’Erdre",
    "Association Sport et Partage",
    "EURL Transports Bocage",
)
"""Clients that are not natural persons."""
