Attribute VB_Name = "Classeur"
Option Explicit

' Our workbooks are known by a property that every one of them carries, whatever its name.

Private Const PROPRIETE As String = "reclam_xl.layout"

Public Function EstRegistre(ByVal wb As Workbook) As Boolean
    Dim version As Long
    If wb Is Nothing Then Exit Function
    On Error Resume Next
    version = wb.CustomDocumentProperties(PROPRIETE).Value
    EstRegistre = version > 0
End Function
