Attribute VB_Name = "Boutons"
Option Explicit

' One routine a button of the sheets; the work is the add-in's.

Private Const COMPLEMENT As String = "reclam_xl.xlam"

Private Sub Appeler(ByVal action As String)
    If EstCharge() Then
        Application.Run "'" & COMPLEMENT & "'!Executer", action
    Else
        MsgBox "Le complément reclam_xl n’est pas chargé dans Excel : lancez « reclam-xl installer », " & _
               "puis rouvrez Excel.", vbExclamation, "Réclamations"
    End If
End Sub

' Asked first: Run would look for a file of that name in the current folder, and open it.
Private Function EstCharge() As Boolean
    Dim classeur As Workbook
    On Error Resume Next
    Set classeur = Workbooks(COMPLEMENT)
    EstCharge = Not classeur Is Nothing
End Function

Public Sub Bouton_nouvelle_reclamation()
    Appeler "nouvelle_reclamation"
End Sub

Public Sub Bouton_nouvelle_fiche_qs()
    Appeler "nouvelle_fiche_qs"
End Sub

Public Sub Bouton_nouvelle_fiche_pa()
    Appeler "nouvelle_fiche_pa"
End Sub

Public Sub Bouton_nouvelle_action()
    Appeler "nouvelle_action"
End Sub

Public Sub Bouton_numeroter()
    Appeler "numeroter"
End Sub

Public Sub Bouton_accuse()
    Appeler "accuse"
End Sub

Public Sub Bouton_information()
    Appeler "information"
End Sub

Public Sub Bouton_reponse()
    Appeler "reponse"
End Sub

Public Sub Bouton_cloture()
    Appeler "cloture"
End Sub

Public Sub Bouton_suivi_date()
    Appeler "suivi_date"
End Sub

Public Sub Bouton_annuler_fiche()
    Appeler "annuler_fiche"
End Sub

Public Sub Bouton_recalculer()
    Appeler "recalculer"
End Sub

Public Sub Bouton_surligner()
    Appeler "surligner"
End Sub

Public Sub Bouton_rapprocher()
    Appeler "rapprocher"
End Sub

Public Sub Bouton_controler()
    Appeler "controler"
End Sub

Public Sub Bouton_synthese()
    Appeler "synthese"
End Sub

Public Sub Bouton_tableau_de_bord()
    Appeler "tableau_de_bord"
End Sub

Public Sub Bouton_annuler()
    Appeler "annuler"
End Sub

Public Sub Bouton_journal()
    Appeler "journal"
End Sub

Public Sub Bouton_aide()
    Appeler "aide"
End Sub

Public Sub Bouton_diagnostic()
    Appeler "diagnostic"
End Sub

Public Sub Bouton_enregistrer()
    Appeler "enregistrer"
End Sub

Public Sub Bouton_effacer()
    Appeler "effacer"
End Sub
