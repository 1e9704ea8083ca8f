namespace ClipSearch.Web.Components;

/// <summary>The display names of the parts of a filter.</summary>
internal static class FilterWords
{
    /// <summary>Returns a part's name in the language of the page.</summary>
    /// <param name="part">Its parameter name in a URL.</param>
    public static string Of(string part) => part switch
    {
        "folder" => Texts.Filter_Folder,
        "takenFrom" => Texts.Filter_ChipFrom,
        "takenTo" => Texts.Filter_ChipTo,
        "orientation" => Texts.Filter_Orientation,
        "camera" => Texts.Filter_Camera,
        "type" => Texts.Filter_Type,
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "The filter has no part with this name."),
    };
}
