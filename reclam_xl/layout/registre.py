"""The Registre table: one row a complaint, joined to its FS row of Suivi by the order number."""

from __future__ import annotations

from reclam_xl.layout.lists import PEOPLE
from reclam_xl.layout.model import Column, Highlight, Kind, Need, Table, Tone

_THIS = "t_registre[[#This Row],[{}]]"
_NUMBER = _THIS.format("Numéro d’ordre")
_CLIENT = _THIS.format("Nom du client")
_RECEIVED = _THIS.format("Date de réception")
_VOID = _THIS.format("Annulation (motif)")
_ACK_DUE = _THIS.format("Échéance de l’accusé")
_ACKNOWLEDGED = _THIS.format("Date de l’accusé de réception")
_ANSWER_DUE = _THIS.format("Échéance de la réponse")
_ANSWERED = _THIS.format("Date de réponse")
_STATUS = _THIS.format("Statut")
_DAYS = _THIS.format("Jours restants")

REGISTRE = Table(
    key="registre",
    name="t_registre",
    title="Registre des réclamations",
    header_row=5,
    blank_rows=100,
    columns=(
        Column(
            key="number",
            header="Numéro d’ordre",
            kind=Kind.NUMBER,
            width=14,
            need=Need.AUTOMATIC,
            help="Attribué par « Attribuer les numéros d’ordre » ; le même que celui de la ligne FS de Suivi.",
            aliases=("N° d'ordre", "Numéro", "N°", "N° de réclamation"),
        ),
        Column(
            key="client",
            header="Nom du client",
            kind=Kind.TEXT,
            width=22,
            need=Need.ALWAYS,
            help="NOM et prénom du client, ou raison sociale.",
            aliases=("Client", "Réclamant", "Nom client"),
        ),
        Column(
            key="sent",
            header="Date d’envoi",
            kind=Kind.DATE,
            width=12,
            need=Need.STEP,
            help="Date d’envoi de la réclamation (cachet, courriel). Obligatoire si les délais courent de l’envoi.",
            aliases=("Envoyée le", "Date d'envoi de la réclamation"),
        ),
        Column(
            key="received",
            header="Date de réception",
            kind=Kind.DATE,
            width=12,
            need=Need.ALWAYS,
            help="Date de réception de la réclamation, au format JJ/MM/AAAA.",
            aliases=("Reçue le", "Réception", "Date réception"),
        ),
        Column(
            key="subject",
            header="Objet de la réclamation",
            kind=Kind.LONG_TEXT,
            width=34,
            need=Need.ALWAYS,
            help="Ce dont le client se plaint, en une phrase.",
            aliases=("Objet", "Motif de la réclamation"),
        ),
        Column(
            key="product",
            header="Contrat, produit ou service visé",
            kind=Kind.TEXT,
            width=24,
            need=Need.ALWAYS,
            help="Le contrat, le produit ou le service visé par la réclamation.",
            aliases=("Contrat", "Produit", "Contrat/produit/service visé", "Produit ou service"),
        ),
        Column(
            key="third_parties",
            header="Intervenants autres que le professionnel",
            kind=Kind.TEXT,
            width=22,
            need=Need.ALWAYS,
            help="Assureur, expert, réparateur… Écrire « Aucun » s’il n’y en a pas.",
            aliases=("Intervenants", "Autres intervenants"),
        ),
        Column(
            key="persons",
            header="Personnes visées",
            kind=Kind.TEXT,
            width=20,
            need=Need.ALWAYS,
            help="Les personnes visées par la réclamation. Écrire « Aucun » s’il n’y en a pas.",
            aliases=("Personnes visées par la réclamation", "Personne visée"),
        ),
        Column(
            key="ack_due",
            header="Échéance de l’accusé",
            kind=Kind.DATE,
            width=12,
            need=Need.AUTOMATIC,
            help="Calculée à l’enregistrement ; « Recalculer les échéances » montre ce qui changerait.",
            aliases=("Échéance accusé de réception", "Accusé à envoyer avant le"),
        ),
        Column(
            key="acknowledged",
            header="Date de l’accusé de réception",
            kind=Kind.DATE,
            width=13,
            need=Need.STEP,
            help="Jour où l’accusé de réception est parti. Une réponse dans le délai en tient lieu.",
            aliases=("Accusé de réception", "Date d'accusé de réception", "AR le", "Date AR"),
        ),
        Column(
            key="informed",
            header="Client informé le",
            kind=Kind.DATE,
            width=12,
            need=Need.STEP,
            help="Dernier jour où le client a été informé du déroulement du traitement.",
            aliases=("Date d'information", "Information du client"),
        ),
        Column(
            key="information",
            header="Information donnée",
            kind=Kind.LONG_TEXT,
            width=28,
            need=Need.STEP,
            help="Ce qui a été dit au client.",
            aliases=("Contenu de l'information",),
        ),
        Column(
            key="answer_due",
            header="Échéance de la réponse",
            kind=Kind.DATE,
            width=12,
            need=Need.AUTOMATIC,
            help="Calculée à l’enregistrement ; « Recalculer les échéances » montre ce qui changerait.",
            aliases=("Échéance réponse", "Réponse à envoyer avant le"),
        ),
        Column(
            key="answered",
            header="Date de réponse",
            kind=Kind.DATE,
            width=12,
            need=Need.STEP,
            help="Jour où la réponse est partie.",
            aliases=("Répondu le", "Réponse le"),
        ),
        Column(
            key="answer",
            header="Réponse apportée",
            kind=Kind.LONG_TEXT,
            width=34,
            need=Need.STEP,
            help="La réponse apportée à la réclamation, en une phrase.",
            aliases=("Réponse", "Contenu de la réponse"),
        ),
        Column(
            key="decision",
            header="Décision",
            kind=Kind.CHOICE,
            choices="decision",
            width=17,
            need=Need.STEP,
            help="Acceptée, rejetée partiellement ou rejetée totalement.",
            aliases=("Suite donnée", "Sens de la réponse"),
        ),
        Column(
            key="remedies",
            header="Voies de recours indiquées",
            kind=Kind.CHOICE,
            choices="yes_no",
            width=12,
            need=Need.STEP,
            help="Obligatoire en cas de rejet, total ou partiel : le client doit connaître ses voies de recours.",
            aliases=("Voies de recours", "Recours indiqués"),
        ),
        Column(
            key="answered_by",
            header="Réponse signée par",
            kind=Kind.CHOICE,
            choices=PEOPLE,
            strict=False,
            width=18,
            need=Need.STEP,
            help="Une personne qualifiée et habilitée à signer (voir Paramètres).",
            aliases=("Répondu par", "Signataire"),
        ),
        Column(
            key="gesture",
            header="Geste commercial (€)",
            kind=Kind.EUROS,
            width=12,
            help="Montant consenti, en euros ; il ne peut dépasser le plafond du signataire.",
            aliases=("Geste commercial", "Montant du geste"),
        ),
        Column(
            key="dysfunctions",
            header="Dysfonctionnements identifiés",
            kind=Kind.LONG_TEXT,
            width=30,
            need=Need.STEP,
            help="À la réponse : ce qui n’a pas fonctionné chez nous. Écrire « Aucun » s’il n’y en a pas.",
            aliases=("Dysfonctionnements", "Dysfonctionnement"),
        ),
        Column(
            key="profile",
            header="Profil appliqué",
            kind=Kind.TEXT,
            width=12,
            need=Need.AUTOMATIC,
            help="Le profil de délais qui a donné les deux échéances.",
        ),
        Column(
            key="manual",
            header="Échéances fixées à la main",
            kind=Kind.CHOICE,
            choices="manual",
            width=14,
            help="Marquez l’échéance fixée à la main : elle est gardée lors d’un recalcul.",
        ),
        Column(
            key="void",
            header="Annulation (motif)",
            kind=Kind.TEXT,
            width=18,
            help="Une ligne ne se supprime pas : on l’annule en disant pourquoi.",
            aliases=("Annulé", "Motif d'annulation"),
        ),
        Column(
            key="status",
            header="Statut",
            kind=Kind.LIVE,
            width=11,
            help="Calculé : ne rien saisir.",
            formula=(
                f'IF(AND({_NUMBER}="",{_CLIENT}="",{_RECEIVED}=""),"",IF({_VOID}<>"","Annulé",'
                f'IF(N(IFERROR(INDEX(Suivi!$K:$K,MATCH({_NUMBER},Suivi!$D:$D,0)),0))>0,"Clôturé",'
                f'IF(ISNUMBER({_ANSWERED}),"Répondu",IF(ISNUMBER({_ACKNOWLEDGED}),"En cours","À accuser")))))'
            ),
        ),
        Column(
            key="days_left",
            header="Jours restants",
            kind=Kind.LIVE,
            width=10,
            help="Calculé : jours avant la prochaine échéance (négatif : jours de retard).",
            formula=(
                f'IF(AND({_STATUS}="À accuser",ISNUMBER({_ACK_DUE})),{_ACK_DUE}-TODAY(),'
                f'IF(AND(OR({_STATUS}="En cours",{_STATUS}="À accuser"),ISNUMBER({_ANSWER_DUE})),'
                f'{_ANSWER_DUE}-TODAY(),""))'
            ),
        ),
        Column(
            key="alert",
            header="Alerte",
            kind=Kind.LIVE,
            width=11,
            help="Calculé : ne rien saisir.",
            formula=(
                f'IF({_DAYS}="","",IF({_DAYS}<0,"En retard",'
                f'IF({_DAYS}<=IF(AND({_STATUS}="À accuser",ISNUMBER({_ACK_DUE})),alerte_accuse,alerte_reponse),'
                '"Bientôt dû","")))'
            ),
        ),
    ),
    highlights=(
        Highlight(tone=Tone.CLOSED, formula='OR({status}="Clôturé",{status}="Annulé")'),
        Highlight(tone=Tone.LATE, formula='{alert}="En retard"'),
        Highlight(tone=Tone.SOON, formula='{alert}="Bientôt dû"'),
    ),
)
