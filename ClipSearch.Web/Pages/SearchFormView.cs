namespace ClipSearch.Web.Pages;

/// <summary>What stands in the search form.</summary>
/// <param name="Text">The text.</param>
/// <param name="Filter">The filter, as it was typed.</param>
/// <param name="LikePhoto">The photo that others shall be like, as it was typed; null if there is none.</param>
/// <param name="LikePicture">The sent picture that photos shall be like; null if there is none.</param>
/// <param name="PictureWeight">How much it counts beside the text, as it was typed; null where nothing was said.</param>
/// <param name="MinusWeight">How much unwanted words count, as it was typed; null where nothing was said.</param>
/// <param name="IsSingle">Whether photos shall not be stacked.</param>
public sealed record SearchFormView(
    string Text, FilterRequest Filter, string? LikePhoto, string? LikePicture, string? PictureWeight, string? MinusWeight, bool IsSingle)
{
    /// <summary>The form of an address.</summary>
    public static SearchFormView Of(IQueryCollection query)
    {
        string? Value(string name) => AddressNumbers.Trimmed(query, name);
        return new SearchFormView(
            Value("q") ?? "", FilterRequest.Of(query), Value("like"), Value("picture"), Value("pictureWeight"), Value("minusWeight"),
            bool.TryParse(Value("stacks"), out var stacked) && !stacked);
    }
}
