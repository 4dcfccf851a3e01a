Attribute VB_Name = "Clavier"
Option Explicit

' Keyboard shortcuts (Ctrl+Maj+letter), given back to Excel whenever another workbook is active.

Private prises As Boolean

Public Sub Raccourcis(ByVal actifs As Boolean)
    If actifs = prises Then Exit Sub
    prises = actifs
    Associer "n", "Touche_nouvelle_reclamation", actifs
    Associer "r", "Touche_accuse", actifs
    Associer "d", "Touche_suivi_date", actifs
    Associer "e", "Touche_surligner", actifs
    Associer "k", "Touche_controler", actifs
    Associer "y", "Touche_annuler", actifs
End Sub

Private Sub Associer(ByVal lettre As String, ByVal routine As String, ByVal actif As Boolean)
    On Error Resume Next
    If actif Then
        Application.OnKey "^+" & lettre, "'" & ThisWorkbook.Name & "'!" & routine
    Else
        Application.OnKey "^+" & lettre
    End If
End Sub

Public Sub Touche_nouvelle_reclamation()
    Executer "nouvelle_reclamation"
End Sub

Public Sub Touche_accuse()
    Executer "accuse"
End Sub

Public Sub Touche_suivi_date()
    Executer "suivi_date"
End Sub

Public Sub Touche_surligner()
    Executer "surligner"
End Sub

Public Sub Touche_controler()
    Executer "controler"
End Sub

Public Sub Touche_annuler()
    Executer "annuler"
End Sub
