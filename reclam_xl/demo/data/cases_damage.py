"""Complaints about motor and home insurance."""

from __future__ import annotations

from reclam_xl.demo.data.case import A, Case, P, R, outcome

INSURER, EXPERT, GARAGE = "Armorique Assurances", "Cabinet d’expertise Delmas", "Garage Bellevue Automobiles"

CASES: tuple[Case, ...] = (
    Case(
        line="Auto",
        subject="Franchise de {amount} € appliquée au bris de glace alors que le client la croyait rachetée",
        third_party=INSURER,
        fault="franchise",
        outcomes=(
            outcome(A, "Le devis prêtait à confusion : la franchise est prise en charge par l’agence.", 90),
            outcome(P, "La franchise reste due ; l’agence en compense une partie, l’explication ayant manqué.", 50),
        ),
    ),
    Case(
        line="Auto",
        subject="Indemnisation attendue depuis {weeks} semaines après l’accident de {month} à {place}",
        third_party=f"{INSURER} ; {EXPERT}",
        fault="relance",
        outcomes=(
            outcome(A, "Assureur relancé : règlement de {amount} € annoncé sous huit jours."),
            outcome(A, "Le rapport d’expertise, reçu ce jour, a été transmis ; règlement de {amount} € obtenu."),
        ),
    ),
    Case(
        line="Auto",
        subject="Conteste la responsabilité de 50 % retenue pour l’accident de {month}",
        third_party=INSURER,
        outcomes=(
            outcome(R, "Le constat signé des deux parties fonde le partage ; aucun élément nouveau n’a été produit."),
            outcome(P, "Le témoignage produit ramène la part du client à 25 % ; le surplus est rejeté."),
        ),
    ),
    Case(
        line="Auto",
        subject="Résiliation « loi Hamon » non prise en compte, cotisation de {amount} € prélevée en {month}",
        third_party=INSURER,
        fault="resiliation",
        outcomes=(
            outcome(A, "Résiliation confirmée à la date demandée ; {amount} € remboursés au client."),
            outcome(A, "La demande avait été transmise tard : le trop-perçu de {amount} € est rendu."),
        ),
    ),
    Case(
        line="Auto",
        subject="Attestation de remorque demandée trois fois et toujours pas reçue",
        fault="attestation",
        outcomes=(
            outcome(A, "Attestation envoyée par courriel et par courrier, avec nos excuses."),
            outcome(A, "Attestation remise en main propre ; accès à l’espace client ouvert."),
        ),
    ),
    Case(
        line="Auto",
        subject="Hausse de {amount} € à l’échéance de {month} sans sinistre déclaré",
        third_party=INSURER,
        fault="hausse",
        outcomes=(
            outcome(R, "La hausse tient au tarif de l’assureur, notifié avec l’avis d’échéance ; droit de résilier."),
            outcome(P, "Hausse maintenue ; formule ajustée avec le client, économie de {amount} € par an."),
        ),
    ),
    Case(
        line="Auto",
        subject="Refus de prise en charge d’une panne mécanique par l’assistance à {place}",
        third_party=f"Ouest Assistance ; {GARAGE}",
        outcomes=(
            outcome(R, "La garantie panne 0 km n’a pas été souscrite, comme l’indiquent les conditions particulières."),
            outcome(A, "Le relevé d’appel montre une erreur de l’assistance : remorquage de {amount} € remboursé."),
        ),
    ),
    Case(
        line="Auto",
        subject="Réparation jugée mauvaise par le client, bruit persistant après passage au garage agréé",
        third_party=f"{GARAGE} ; {EXPERT}",
        outcomes=(
            outcome(A, "Le garage reprend la réparation à ses frais ; véhicule de prêt fourni."),
            outcome(R, "La contre-visite de l’expert ne relève aucun défaut ; son rapport est joint."),
        ),
    ),
    Case(
        line="Auto",
        subject="Conducteur secondaire demandé en {month} et absent du contrat",
        fault="avenant",
        outcomes=(
            outcome(A, "Avenant établi à la date de la demande, sans supplément."),
            outcome(P, "Avenant établi à ce jour ; l’effet rétroactif ne peut être accordé.", 30),
        ),
    ),
    Case(
        line="Habitation",
        subject="Dégât des eaux de {month} : offre de {amount} € jugée insuffisante",
        third_party=f"{INSURER} ; {EXPERT}",
        outcomes=(
            outcome(P, "Vétusté revue sur factures : complément de {amount} € ; le surplus est rejeté."),
            outcome(R, "L’offre suit le rapport d’expertise et la vétusté prévue au contrat."),
        ),
    ),
    Case(
        line="Habitation",
        subject="Vol à {place} : refus de garantie pour défaut de serrure trois points",
        third_party=INSURER,
        fault="conseil",
        outcomes=(
            outcome(R, "La protection exigée figure au contrat et au questionnaire signé par le client."),
            outcome(P, "Refus maintenu par l’assureur ; geste de l’agence, le recueil étant incomplet.", 400),
        ),
    ),
    Case(
        line="Habitation",
        subject="Photos du sinistre envoyées deux fois et réclamées à nouveau",
        third_party=INSURER,
        fault="piece",
        outcomes=(
            outcome(A, "Les photos ont été retrouvées et jointes au dossier ; l’expert passe cette semaine."),
            outcome(A, "Pièces rattachées, excuses présentées, indemnité de {amount} € versée."),
        ),
    ),
    Case(
        line="Habitation",
        subject="Deux cotisations prélevées en {month} pour le même logement",
        third_party=INSURER,
        fault="doublon",
        outcomes=(
            outcome(A, "Ancien contrat résilié à effet du nouveau ; {amount} € remboursés."),
            outcome(A, "Double paiement reconnu et rendu ; le client reçoit un échéancier unique."),
        ),
    ),
    Case(
        line="Habitation",
        subject="Fissures après la sécheresse : dossier refusé faute d’arrêté de catastrophe naturelle",
        third_party=f"{INSURER} ; {EXPERT}",
        outcomes=(
            outcome(R, "Sans arrêté publié pour la commune, la garantie légale ne peut jouer."),
            outcome(R, "La déclaration a été gardée : elle sera reprise si un arrêté paraît."),
        ),
    ),
    Case(
        line="Habitation",
        subject="Aucun rappel malgré quatre messages laissés au standard en {month}",
        fault="rappel",
        outcomes=(
            outcome(A, "Excuses présentées ; le conseiller a traité la demande le jour même."),
            outcome(A, "Rendez-vous tenu à l’agence ; une ligne directe est donnée au client.", 25),
        ),
    ),
    Case(
        line="Habitation",
        subject="Bail refusé à {place} faute d’attestation envoyée à temps",
        fault="attestation",
        outcomes=(
            outcome(P, "Attestation envoyée ; le dommage allégué n’est pas établi, geste commercial.", 120),
            outcome(A, "Attestation envoyée au bailleur dans l’heure, bail signé."),
        ),
    ),
)
