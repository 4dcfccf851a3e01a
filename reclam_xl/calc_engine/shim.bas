REM Module written by reclam_xl.calc_engine.basic_shim: changes made here are lost at the next installation.
Option Explicit
Private enCours As Boolean

REM As in Excel: RunPython "import registre; registre.numeroter()"
Sub RunPython(commande As String)
    Demander "code", commande
End Sub

REM Called by buttons: the handler (module:function) is kept in the button's tag.
Sub OnClick(evenement As Object)
    Demander "handler", evenement.Source.Model.Tag
End Sub

Private Sub Demander(genre As String, charge As String)
    If enCours Then Exit Sub
    enCours = True
    On Error GoTo Echec
    Dim demande As String
    demande = Ecrire(genre, charge)
    Shell "/bin/sh", 0, """" & "@LAUNCHER@" & """ """ & demande & """", False
    Attendre demande & ".done"
    Conclure demande
    enCours = False
    Exit Sub
Echec:
    enCours = False
    MsgBox "Python n'a pas pu être démarré : " & Error$, 16, "LibreOffice Calc"
End Sub

REM One line each: pipe, workbook, kind, payload.
Private Function Ecrire(genre As String, charge As String) As String
    Dim fichiers As Object, flux As Object, texte As Object, chemin As String
    fichiers = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
    chemin = ConvertFromURL(CreateUnoService("com.sun.star.io.TempFile").Uri) & "-xlwings"
    flux = fichiers.openFileWrite(ConvertToURL(chemin))
    texte = CreateUnoService("com.sun.star.io.TextOutputStream")
    texte.setOutputStream(flux)
    texte.setEncoding("UTF-8")
    texte.writeString(Tube() & Chr(10) & ThisComponent.RuntimeUID & Chr(10) & genre & Chr(10) & charge)
    texte.closeOutput()
    Ecrire = chemin
End Function

Private Function Tube() As String
    Dim noeud(0) As New com.sun.star.beans.PropertyValue, acces As Object
    noeud(0).Name = "nodepath"
    noeud(0).Value = "/org.openoffice.Setup/Office"
    acces = CreateUnoService("com.sun.star.configuration.ConfigurationProvider")
    acces = acces.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", noeud())
    Tube = acces.getByName("ooSetupConnectionURL")
End Function

Private Sub Attendre(chemin As String)
    Do While Not FileExists(chemin)
        Wait 25
    Loop
End Sub

Private Sub Conclure(demande As String)
    Dim message As String
    message = Lire(demande & ".message")
    If Val(Lire(demande & ".done")) <> 0 Then
        If message = "" Then message = "Python s'est arrêté sans réponse." & Chr(10) & Lire(demande & ".log")
        MsgBox message, 16, "LibreOffice Calc"
    End If
    Dim suffixe As Variant
    For Each suffixe In Array("", ".done", ".log", ".message")
        If FileExists(demande & suffixe) Then Kill demande & suffixe
    Next suffixe
End Sub

Private Function Lire(chemin As String) As String
    If Not FileExists(chemin) Then Exit Function
    Dim fichiers As Object, texte As Object, lu As String
    fichiers = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
    texte = CreateUnoService("com.sun.star.io.TextInputStream")
    texte.setInputStream(fichiers.openFileRead(ConvertToURL(chemin)))
    texte.setEncoding("UTF-8")
    Do While Not texte.isEOF()
        If lu <> "" Then lu = lu & Chr(10)
        lu = lu & texte.readLine()
    Loop
    texte.closeInput()
    Lire = lu
End Function
