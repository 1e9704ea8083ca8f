namespace ClipSearch.Web.Pages;

/// <summary>What the parts of a filter are called on the page.</summary>
internal static class FilterWords
{
    /// <param name="part">Its name in an address.</param>
    public static string Of(string part) => part switch
    {
        "folder" => Texts.Filter_Folder,
        "takenFrom" => Texts.Filter_ChipFrom,
        "takenTo" => Texts.Filter_ChipTo,
        "orientation" => Texts.Filter_Orientation,
        "camera" => Texts.Filter_Camera,
        "type" => Texts.Filter_Type,
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "No part of a filter is named so."),
    };
}
