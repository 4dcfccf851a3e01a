
REM Called by LibreOffice for each window: cells that link to a name of an action become buttons. The workbook says
REM nothing but the name; what runs is in the list below.
Sub Fenetre(evenement As Variant)
    On Error Resume Next
    Dim vue As Object
    vue = evenement.ViewController
    If IsNull(vue) Then vue = evenement.Source.CurrentController
    If Not evenement.Source.supportsService("com.sun.star.sheet.SpreadsheetDocument") Then Exit Sub
    vue.addEnhancedMouseClickHandler(CreateUnoListener("Souris_", "com.sun.star.awt.XEnhancedMouseClickHandler"))
End Sub

Function Souris_mousePressed(evenement As Variant) As Boolean
    Souris_mousePressed = True
End Function

REM The action waits for the end of the click: until then Calc believes that the mouse is selecting.
Function Souris_mouseReleased(evenement As Variant) As Boolean
    Souris_mouseReleased = True
    On Error Resume Next
    Dim action As String
    If evenement.Buttons <> 1 Or evenement.Modifiers <> 0 Or evenement.ClickCount <> 1 Then Exit Function
    action = ActionDe(LienDe(evenement.Target))
    If action = "" Then Exit Function
    CreateUnoService("com.sun.star.awt.AsyncCallback").addCallback( _
        CreateUnoListener("Apres_", "com.sun.star.awt.XCallback"), action)
End Function

Sub Souris_disposing(evenement As Variant)
End Sub

Sub Apres_notify(action As Variant)
    Demander "handler", CStr(action)
End Sub

REM A drag that ends on a cell is no click on it: then the selection is larger than the cell, merged or not.
Private Function LienDe(cellule As Object) As String
    If Not cellule.supportsService("com.sun.star.sheet.SheetCell") Then Exit Function
    Dim champs As Object
    champs = cellule.getTextFields().createEnumeration()
    If champs.hasMoreElements() Then LienDe = champs.nextElement().URL
End Function

Private Function ActionDe(lien As String) As String
    ActionDe = ""
    Select Case lien
@CASES@    End Select
End Function
