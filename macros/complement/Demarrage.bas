Attribute VB_Name = "Demarrage"
Option Explicit

' Starts Python on an action. What is started comes from the user's own configuration, never from a workbook.

Public Sub Lancer(ByVal action As String)
    If EstMac() Then
        LancerMac action
    ElseIf EstProgramme(GetConfig("EXECUTABLE", "")) Then
        RunFrozenPython GetConfig("EXECUTABLE", ""), action
    ElseIf EstProgramme(GetConfig("INTERPRETER_WIN", "")) Then
        RunPython "from reclam_xl.addin.entry import run; run('" & action & "')"
    Else
        Dire "Le programme de reclam_xl n’est pas à sa place : lancez « reclam-xl installer », puis rouvrez Excel."
    End If
End Sub

' A full path on a drive or a share: a bare name would be looked for in the current folder first.
Public Function EstProgramme(ByVal chemin As String) As Boolean
    If Mid$(chemin, 2, 2) = ":\" Or Left$(chemin, 2) = "\\" Then EstProgramme = xlwings.FileExists(chemin)
End Function
