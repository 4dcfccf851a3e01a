"""The dysfunctions that the agency finds in its own practice, and the corrective actions that answer them."""

from __future__ import annotations

from reclam_xl.frozen import frozen


@frozen
class Dysfunction:
    """A dysfunction, as written in Registre, and the actions (subject in Suivi, full wording in Actions)."""

    text: str
    actions: tuple[tuple[str, str], ...]


FAULTS: dict[str, Dysfunction] = {
    "rappel": Dysfunction(
        text="Demande du client restée sans réponse, rappel non tracé",
        actions=(
            ("Tracer les demandes de rappel", "Ouvrir une tâche datée dans l’outil de gestion à chaque demande."),
            ("Point quotidien des rappels", "Passer en revue chaque soir les rappels promis et non faits."),
            ("Accusé automatique des courriels", "Activer l’accusé automatique de la boîte contact de l’agence."),
        ),
    ),
    "franchise": Dysfunction(
        text="Franchise mal expliquée à la souscription",
        actions=(
            ("Fiche d’aide « franchises »", "Remettre au client une fiche d’une page qui chiffre les franchises."),
            ("Rappel en réunion : franchises", "Revoir en réunion d’équipe trois dossiers et leurs franchises."),
            ("Mention des franchises au devis", "Faire figurer les franchises en première page du devis."),
        ),
    ),
    "conseil": Dysfunction(
        text="Recueil des besoins incomplet au dossier",
        actions=(
            ("Contrôle des recueils de besoins", "Contrôler dix recueils par mois et rendre compte des manques."),
            ("Recueil obligatoire avant devis", "Bloquer l’édition du devis tant que le recueil n’est pas complet."),
            ("Formation au devoir de conseil", "Former les conseillers : une demi-journée, avec cas pratiques."),
        ),
    ),
    "piece": Dysfunction(
        text="Pièce reçue non rattachée au dossier",
        actions=(
            ("Numérisation le jour même", "Numériser et rattacher le courrier entrant avant 16 h."),
            ("Liste des pièces en attente", "Éditer chaque lundi la liste des pièces attendues par dossier."),
            ("Boîte unique pour les pièces", "Fermer les adresses personnelles à la réception des pièces."),
        ),
    ),
    "relance": Dysfunction(
        text="Assureur relancé trop tard",
        actions=(
            ("Relance des assureurs à 15 jours", "Programmer une relance automatique au quinzième jour."),
            ("Interlocuteur dédié chez l’assureur", "Obtenir de chaque assureur un contact et un délai convenus."),
            ("Tableau des sinistres ouverts", "Tenir le tableau des sinistres ouverts et le revoir chaque semaine."),
        ),
    ),
    "rib": Dysfunction(
        text="Coordonnées bancaires ou échéancier mal saisis",
        actions=(
            ("Double lecture des RIB", "Faire relire chaque RIB saisi par une seconde personne."),
            ("Confirmation de l’échéancier", "Envoyer l’échéancier au client pour confirmation avant prélèvement."),
            ("Contrôle des rejets de prélèvement", "Analyser les rejets du mois et corriger les saisies."),
        ),
    ),
    "resiliation": Dysfunction(
        text="Demande de résiliation transmise hors délai",
        actions=(
            ("Circuit court des résiliations", "Transmettre les résiliations à l’assureur le jour de leur arrivée."),
            ("Registre des résiliations", "Tenir un registre daté des résiliations, revu chaque vendredi."),
            ("Modèle de lettre de résiliation", "Proposer au client une lettre type avec les bonnes mentions."),
        ),
    ),
    "attestation": Dysfunction(
        text="Attestation envoyée en retard",
        actions=(
            ("Attestations en ligne", "Ouvrir à tous les clients le téléchargement des attestations."),
            ("Envoi des attestations sous 24 h", "Fixer et afficher le délai de 24 heures ; le mesurer chaque mois."),
            ("Campagne annuelle d’attestations", "Préparer en décembre l’envoi groupé des attestations."),
        ),
    ),
    "avenant": Dysfunction(
        text="Avenant demandé non enregistré dans l’outil de gestion",
        actions=(
            ("Confirmation écrite des avenants", "Confirmer chaque avenant par courriel sous deux jours."),
            ("Rapprochement mensuel des avenants", "Comparer avenants demandés et avenants émis, chaque mois."),
            ("Formulaire unique d’avenant", "Recueillir les demandes par un formulaire unique numéroté."),
        ),
    ),
    "noemie": Dysfunction(
        text="Télétransmission non activée à l’adhésion",
        actions=(
            ("Contrôle de la télétransmission", "Vérifier l’activation quinze jours après chaque adhésion."),
            ("Liste de contrôle d’adhésion santé", "Ajouter la télétransmission à la liste de contrôle."),
            ("Courriel d’accueil santé", "Expliquer au nouvel adhérent comment vérifier sa télétransmission."),
        ),
    ),
    "accueil": Dysfunction(
        text="Accueil téléphonique insuffisant aux heures de pointe",
        actions=(
            ("Renfort du standard", "Affecter une seconde personne au standard de 11 h à 14 h."),
            ("Message d’attente utile", "Annoncer le délai d’attente et proposer un rappel."),
            ("Mesure du taux de décroché", "Relever chaque semaine le taux de décroché et l’afficher."),
        ),
    ),
    "hausse": Dysfunction(
        text="Hausse de cotisation non expliquée au client",
        actions=(
            ("Courrier d’explication des hausses", "Joindre une explication à tout avis d’échéance en hausse de 5 %."),
            ("Appel des clients en forte hausse", "Appeler avant l’échéance les clients dont la hausse passe 10 %."),
            ("Argumentaire sur les hausses", "Fournir aux conseillers un argumentaire par assureur."),
        ),
    ),
    "medical": Dysfunction(
        text="Circuit du questionnaire de santé mal expliqué",
        actions=(
            ("Notice du questionnaire de santé", "Remettre une notice : à qui l’envoyer, sous quel pli."),
            ("Enveloppe au médecin-conseil", "Fournir une enveloppe à l’adresse du médecin-conseil."),
            ("Suivi des dossiers médicaux", "Relancer l’assureur sur tout dossier médical de plus de 10 jours."),
        ),
    ),
    "doublon": Dysfunction(
        text="Double assurance non repérée au changement de contrat",
        actions=(
            ("Question sur les contrats en cours", "Demander la liste des contrats en cours à chaque souscription."),
            ("Vérification des dates d’effet", "Faire coïncider fin de l’ancien contrat et début du nouveau."),
            ("Contrôle des doubles paiements", "Rechercher les clients payant deux contrats de même nature."),
        ),
    ),
}
