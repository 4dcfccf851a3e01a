Attribute VB_Name = "Macintosh"
Option Explicit

' What only Excel for the Mac can do: its sandbox starts nothing but a script that the installer put in place.

Public Function EstMac() As Boolean
    #If Mac Then
        EstMac = True
    #Else
        EstMac = False
    #End If
End Function

' The script holds the path of Python; here go only the action and the names of what is open.
Public Sub LancerMac(ByVal action As String)
    #If Mac Then
        Dim demande As String
        demande = action & vbLf & Left$(Application.Path, Len(Application.Path) - 4)
        demande = demande & vbLf & Environ$("HOME") & "/xlwings.log" & vbLf & ActiveWorkbook.Name
        Application.StatusBar = "Réclamations : en cours…"
        On Error GoTo Absent
        AppleScriptTask "reclam_xl.applescript", "Executer", demande
        Exit Sub
Absent:
        Application.StatusBar = False
        Dire "reclam_xl n’est pas installé pour ce compte : lancez « reclam-xl installer » dans le Terminal."
    #End If
End Sub
