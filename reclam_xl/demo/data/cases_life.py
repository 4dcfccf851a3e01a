"""Complaints about health, personal protection and loan insurance."""

from __future__ import annotations

from reclam_xl.demo.data.case import A, Case, P, R, outcome

MUTUAL, PROTECTION, BANK = "Mutuelle du Ponant", "Prévoyance des Estuaires", "Banque du Sillon"

CASES: tuple[Case, ...] = (
    Case(
        line="Santé",
        subject="Remboursement optique de {amount} € non reçu depuis {weeks} semaines",
        third_party=MUTUAL,
        fault="noemie",
        outcomes=(
            outcome(A, "Télétransmission activée ; {amount} € versés, décompte joint."),
            outcome(A, "Facture traitée à la main par la mutuelle, versement confirmé."),
        ),
    ),
    Case(
        line="Santé",
        subject="Dépassements d’honoraires remboursés moins que ce que le conseiller avait annoncé",
        third_party=MUTUAL,
        fault="conseil",
        outcomes=(
            outcome(P, "Barème du contrat appliqué ; geste commercial, l’annonce faite étant inexacte.", 80),
            outcome(A, "Passage à la formule supérieure sans délai d’attente, avec l’accord de la mutuelle."),
        ),
    ),
    Case(
        line="Santé",
        subject="Tiers payant refusé en pharmacie à {place}",
        third_party=MUTUAL,
        fault="noemie",
        outcomes=(
            outcome(A, "Droits réactivés le jour même, nouvelle carte envoyée."),
            outcome(A, "Carte rééditée ; la dépense de {amount} € est remboursée sur facture."),
        ),
    ),
    Case(
        line="Santé",
        subject="Cotisation passée à {amount} € par mois sans explication",
        third_party=MUTUAL,
        fault="hausse",
        outcomes=(
            outcome(R, "La hausse tient à l’âge, comme prévu au contrat ; d’autres formules sont proposées."),
            outcome(P, "Hausse maintenue ; le premier mois est compensé, le courrier n’ayant pas été envoyé.", 40),
        ),
    ),
    Case(
        line="Santé",
        subject="Ajout d’un enfant né en {month} oublié au contrat",
        third_party=MUTUAL,
        fault="avenant",
        outcomes=(
            outcome(A, "Enfant ajouté à sa naissance ; les soins en attente sont remboursés."),
            outcome(A, "Avenant émis avec effet à la naissance, nouvelle carte envoyée."),
        ),
    ),
    Case(
        line="Santé",
        subject="Résiliation demandée en {month}, prélèvement de {amount} € maintenu",
        third_party=MUTUAL,
        fault="resiliation",
        outcomes=(
            outcome(A, "Résiliation enregistrée à un mois de la demande ; trop-perçu rendu."),
            outcome(P, "Résiliation confirmée ; le mois de préavis reste dû selon le contrat."),
        ),
    ),
    Case(
        line="Santé",
        subject="Attente de vingt minutes au téléphone, appel coupé deux fois",
        fault="accueil",
        outcomes=(
            outcome(A, "Excuses présentées ; la demande a été traitée lors du rappel."),
            outcome(A, "Numéro direct de la conseillère donné au client."),
        ),
    ),
    Case(
        line="Prévoyance",
        subject="Indemnités journalières de {month} non versées",
        third_party=PROTECTION,
        fault="relance",
        outcomes=(
            outcome(A, "L’assureur a reconnu son retard : {amount} € versés au client."),
            outcome(P, "Versement après la franchise de 30 jours ; les jours antérieurs ne sont pas dus."),
        ),
    ),
    Case(
        line="Prévoyance",
        subject="Refus d’invalidité : taux de {weeks} % retenu par le médecin-conseil",
        third_party=PROTECTION,
        outcomes=(
            outcome(R, "Le taux est inférieur au seuil du contrat ; l’expertise contradictoire est rappelée."),
            outcome(R, "Aucune pièce médicale nouvelle ; la procédure d’arbitrage a été expliquée."),
        ),
    ),
    Case(
        line="Prévoyance",
        subject="Cotisation prélevée sur un ancien compte, rejet et frais de {amount} €",
        third_party=PROTECTION,
        fault="rib",
        outcomes=(
            outcome(A, "Le nouveau RIB n’avait pas été saisi : frais bancaires remboursés.", 35),
            outcome(A, "Coordonnées corrigées, frais pris en charge par l’agence.", 60),
        ),
    ),
    Case(
        line="Prévoyance",
        subject="Capital décès réclamé depuis {weeks} semaines par le bénéficiaire",
        third_party=PROTECTION,
        fault="piece",
        outcomes=(
            outcome(A, "L’acte de naissance était arrivé : dossier complet, paiement sous quinze jours."),
            outcome(A, "Pièce retrouvée et transmise ; l’assureur verse aussi les intérêts de retard."),
        ),
    ),
    Case(
        line="Emprunteur",
        subject="Changement d’assurance refusé par la banque, délai dépassé",
        third_party=BANK,
        fault="relance",
        outcomes=(
            outcome(A, "La banque a accepté la substitution après rappel de ses obligations."),
            outcome(P, "Substitution acceptée ; l’effet à la date d’origine n’est pas accordé.", 75),
        ),
    ),
    Case(
        line="Emprunteur",
        subject="Questionnaire de santé ouvert à l’agence au lieu d’aller au médecin-conseil",
        third_party=PROTECTION,
        fault="medical",
        outcomes=(
            outcome(A, "Pli refermé et transmis ; excuses écrites et rappel de la confidentialité."),
            outcome(A, "Incident déclaré à la direction ; le circuit a été réexpliqué au client."),
        ),
    ),
    Case(
        line="Emprunteur",
        subject="Exclusion « dos » découverte après la signature du prêt",
        third_party=f"{PROTECTION} ; {BANK}",
        fault="conseil",
        outcomes=(
            outcome(P, "L’exclusion était écrite ; rachat proposé, premier trimestre offert.", 140),
            outcome(R, "L’exclusion figure aux conditions signées, et le conseil donné est au dossier."),
        ),
    ),
    Case(
        line="Emprunteur",
        subject="Échéance de prêt de {month} non prise en charge pendant l’arrêt de travail",
        third_party=f"{PROTECTION} ; {BANK}",
        outcomes=(
            outcome(R, "L’arrêt est plus court que la franchise de 90 jours prévue au contrat."),
            outcome(P, "Prise en charge à partir du 91e jour ; les échéances antérieures restent dues."),
        ),
    ),
    Case(
        line="Emprunteur",
        subject="Échéancier faux : {amount} € prélevés en trop en {month}",
        third_party=PROTECTION,
        fault="rib",
        outcomes=(
            outcome(A, "Échéancier refait, {amount} € rendus au client."),
            outcome(A, "Erreur de quotité corrigée ; nouvel échéancier signé."),
        ),
    ),
)
