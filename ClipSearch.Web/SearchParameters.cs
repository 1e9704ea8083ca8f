using System.ComponentModel;
using ClipSearch.Web.Api;

namespace ClipSearch.Web;

/// <summary>How the parts of a search count, as text; null where the address leaves a part open.</summary>
public sealed record SearchWeights
{
    /// <summary>How much an image counts beside a text, 0 to 1.</summary>
    [Description("Weight of the image beside a text; the text has the rest.")]
    [QueryValue(typeof(float), Minimum = 0, Maximum = 1, Default = 0.5)]
    public string? PictureWeight { get; init; }

    /// <summary>How much each unwanted word is subtracted, 0 to 1.</summary>
    [Description("Weight with which each unwanted word is subtracted.")]
    [QueryValue(typeof(float), Minimum = 0, Maximum = 1, Default = 0.5)]
    public string? MinusWeight { get; init; }

    /// <summary>Whether photos that look the same are one result.</summary>
    [Description("Whether copies of an image, and images that look nearly the same, are one result: the nearest of them.")]
    [QueryValue(typeof(bool), Default = true)]
    public string? Stacks { get; init; }
}

/// <summary>A search as an address has it, each part as text; <see cref="SearchRequest"/> reads it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Like">The number of a photo of the library.</param>
/// <param name="Picture">The id of an image that was sent before.</param>
/// <param name="Weights">How the parts count.</param>
/// <param name="Filter">Which photos.</param>
/// <param name="Page">Which part of the results.</param>
public sealed record SearchParameters(string? Text, string? Like, string? Picture, SearchWeights Weights, FilterRequest Filter, PageRequest Page)
{
    /// <summary>Takes the parts of an address.</summary>
    public static SearchParameters Of(IQueryCollection query)
    {
        string? Value(string name) => query[name].FirstOrDefault();
        return new SearchParameters(
            Value("q"), Value("like"), Value("picture"),
            new SearchWeights { PictureWeight = Value("pictureWeight"), MinusWeight = Value("minusWeight"), Stacks = Value("stacks") },
            FilterRequest.Of(query), PageRequest.Of(query));
    }
}
