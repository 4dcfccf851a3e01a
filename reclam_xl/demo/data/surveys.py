"""The satisfaction surveys (QS) of the demonstration: what clients wrote, and what was done about it."""

from __future__ import annotations

from reclam_xl.frozen import frozen


@frozen
class Survey:
    """One survey: its subject, the follow-up comment and, where it shows one, the dysfunction (`FAULTS` key)."""

    subject: str
    comment: str
    fault: str = ""


SURVEYS: tuple[Survey, ...] = (
    Survey(subject="Note 2/5 : attente au téléphone", comment="Client rappelé, excuses présentées.", fault="accueil"),
    Survey(subject="Note 5/5 : sinistre réglé en huit jours", comment="Remerciements transmis à l’équipe."),
    Survey(subject="Note 3/5 : devis difficile à lire", comment="Devis repris au téléphone.", fault="franchise"),
    Survey(subject="Note 4/5 : regrette l’absence d’espace client", comment="Accès créé et mode d’emploi envoyé."),
    Survey(subject="Note 1/5 : pas rappelé après deux messages", comment="Appel de la directrice.", fault="rappel"),
    Survey(subject="Note 3/5 : attestation reçue tardivement", comment="Attestation renvoyée.", fault="attestation"),
    Survey(subject="Note 5/5 : conseils clairs sur l’assurance de prêt", comment="Témoignage demandé au client."),
    Survey(subject="Note 2/5 : hausse incomprise", comment="Explication envoyée par courriel.", fault="hausse"),
    Survey(subject="Note 4/5 : horaires du samedi appréciés", comment="Horaires reconduits."),
    Survey(subject="Note 3/5 : documents demandés deux fois", comment="Dossier remis en ordre.", fault="piece"),
    Survey(subject="Note 2/5 : remboursements lents", comment="Télétransmission rétablie.", fault="noemie"),
    Survey(subject="Note 5/5 : accueil chaleureux à l’agence", comment="Remerciements transmis à l’équipe."),
    Survey(subject="Note 3/5 : avenant toujours pas reçu", comment="Avenant réédité et envoyé.", fault="avenant"),
    Survey(subject="Note 2/5 : expert injoignable", comment="Rendez-vous obtenu avec l’expert.", fault="relance"),
    Survey(subject="Note 4/5 : voudrait signer en ligne", comment="Signature électronique présentée au client."),
    Survey(subject="Note 3/5 : prélevé deux fois", comment="Trop-perçu rendu par l’assureur.", fault="rib"),
    Survey(subject="Note 1/5 : contrat inadapté", comment="Rendez-vous de conseil tenu.", fault="conseil"),
    Survey(subject="Note 5/5 : aide appréciée pour la résiliation", comment="Témoignage demandé au client."),
    Survey(subject="Note 3/5 : formalités médicales obscures", comment="Notice remise au client.", fault="medical"),
    Survey(subject="Note 2/5 : ancien contrat non résilié", comment="Résiliation obtenue.", fault="resiliation"),
)
