Attribute VB_Name = "Reclam"
Option Explicit

' The doors of the add-in. A formula or a drawn button of any workbook can call what a standard module holds: so here
' stand only procedures that anybody may call, and no function; the work is done in class modules, out of reach.

Private Const PREFIXE As String = "reclam_btn_"

Private ruban As IRibbonUI
Private oreille As Ecouteur

Public Sub Executer(ByVal action As String)
    Dim garde As Portier
    Veiller
    Set garde = New Portier
    garde.Ouvrir action
End Sub

' What a button drawn on a sheet calls: its name says which action.
Public Sub Reclam_Bouton()
    Dim nom As String
    On Error Resume Next
    nom = CStr(Application.Caller)
    On Error GoTo 0
    If Left$(nom, Len(PREFIXE)) = PREFIXE Then nom = Mid$(nom, Len(PREFIXE) + 1) Else nom = ""
    Executer nom
End Sub

' Draws such a button; asked for by reclam_xl.boutons on macOS. Places are points.
Public Sub Reclam_Dessiner(ByVal livre As String, ByVal feuille As String, ByVal nom As String, _
                           ByVal legende As String, ByVal gauche As Long, ByVal haut As Long, _
                           ByVal largeur As Long, ByVal hauteur As Long)
    Dim forme As Shape
    Set forme = Workbooks(livre).Worksheets(feuille).Shapes.AddFormControl(xlButtonControl, gauche, haut, largeur, hauteur)
    forme.Name = nom
    forme.OLEFormat.Object.Caption = legende
    forme.OnAction = "'" & ThisWorkbook.Name & "'!Reclam_Bouton"
End Sub

Public Sub Reclam_RubanCharge(control As IRibbonUI)
    Set ruban = control
    Veiller
End Sub

Public Sub Reclam_RubanAction(control As IRibbonControl)
    Executer control.Tag
End Sub

Public Sub Reclam_RubanActif(control As IRibbonControl, ByRef actif As Variant)
    Dim fiche As Classeur
    actif = False
    On Error Resume Next
    Set fiche = New Classeur
    actif = fiche.EstRegistre(ActiveWorkbook)
End Sub

' Starts listening again where an error in some macro has emptied the variables of the project.
Public Sub Veiller()
    On Error Resume Next
    If oreille Is Nothing Then Set oreille = New Ecouteur
End Sub

' Never fails: an error that nobody catches would empty the variables, and the buttons would stay grey.
Public Sub Actualiser(ByVal devant As Workbook)
    Dim fiche As Classeur
    On Error Resume Next
    Set fiche = New Classeur
    Raccourcis fiche.EstRegistre(devant)
    If Not ruban Is Nothing Then ruban.Invalidate
End Sub

' xlwings calls it by this name, on macOS, when Python has ended.
Public Sub CleanUp()
    Dim poste As Macintosh
    Set poste = New Macintosh
    poste.Nettoyer
End Sub
