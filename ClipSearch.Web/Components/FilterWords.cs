namespace ClipSearch.Web.Components;

/// <summary>The names of the parts of a filter.</summary>
internal static class FilterWords
{
    /// <summary>Names a part of a filter in the language of the page.</summary>
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
