Attribute VB_Name = "Reclam"
Option Explicit

' The door of the add-in: a ribbon, a shortcut, a link or a button asks for an action by its name; Python does the rest.

Private Const TITRE As String = "Réclamations"

Private ruban As IRibbonUI
Private oreille As Ecouteur

Public Sub Executer(ByVal action As String)
    On Error GoTo Echec
    Veiller
    If Not EstAction(action) Then
        Dire "Ce bouton demande une action dont le nom n’est pas valable ; rien n’a été lancé."
    ElseIf Not EstRegistre(ActiveWorkbook) Then
        Dire "Ce classeur n’est pas un registre des réclamations : ouvrez le registre, puis recommencez."
    ElseIf Not EstNomSur(ActiveWorkbook.Name) Then
        Dire "Le nom de ce classeur contient un signe % ou un guillemet droit : renommez-le, puis recommencez."
    Else
        Lancer action
    End If
    Exit Sub
Echec:
    Dire "L’action n’a pas pu être lancée : " & Err.Description & vbLf & "« reclam-xl diagnostic » dit ce qui manque."
End Sub

Public Function EstAction(ByVal action As String) As Boolean
    EstAction = Len(action) > 0 And Len(action) <= 40 And Not (action Like "*[!a-z0-9_]*")
End Function

' What the command line of Windows would not take literally, even between quotation marks.
Public Function EstNomSur(ByVal nom As String) As Boolean
    EstNomSur = InStr(nom, "%") = 0 And InStr(nom, Chr$(34)) = 0
End Function

' Starts listening again where an error in some macro has emptied the variables of the project.
Public Sub Veiller()
    If oreille Is Nothing Then Set oreille = New Ecouteur
End Sub

Public Sub Actualiser(ByVal classeur As Workbook)
    Raccourcis EstRegistre(classeur)
    If Not ruban Is Nothing Then ruban.Invalidate
End Sub

Public Sub Dire(ByVal message As String)
    MsgBox message, vbExclamation, TITRE
End Sub

Public Sub Ruban_Charge(control As IRibbonUI)
    Set ruban = control
    Veiller
End Sub

Public Sub Ruban_Action(control As IRibbonControl)
    Executer control.Tag
End Sub

Public Sub Ruban_Actif(control As IRibbonControl, ByRef actif As Variant)
    actif = EstRegistre(ActiveWorkbook)
End Sub
