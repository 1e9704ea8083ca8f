using System.ComponentModel;
using ClipSearch.Core.Library.Facets;

namespace ClipSearch.Web.Requests;

/// <summary>The weights of the parts of a search, as unparsed text; null where the URL does not set them.</summary>
public sealed record SearchWeights
{
    /// <summary>The weight of an image next to a text, 0 to 1.</summary>
    [Description("Weight of the image relative to the text.")]
    [QueryValue(typeof(float), Minimum = 0, Maximum = 1, Default = 0.5)]
    public string? PictureWeight { get; init; }

    /// <summary>The weight with which each excluded word is subtracted, 0 to 1.</summary>
    [Description("Weight of each excluded word.")]
    [QueryValue(typeof(float), Minimum = 0, Maximum = 1, Default = 0.5)]
    public string? MinusWeight { get; init; }

    /// <summary>Whether duplicates and near-duplicates are grouped into one result.</summary>
    [Description("Whether duplicates and near-duplicates are grouped into one result, the nearest of them.")]
    [QueryValue(typeof(bool), Default = true)]
    public string? Stacks { get; init; }
}

/// <summary>A search as a URL contains it, each part as text; <see cref="SearchRequest"/> parses it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Like">The ids of photos of the library, separated by commas.</param>
/// <param name="Picture">The id of a previously uploaded image.</param>
/// <param name="Weights">The weights of the parts.</param>
/// <param name="Filter">The filter.</param>
/// <param name="Page">The part of the results.</param>
public sealed record SearchParameters(string? Text, string? Like, string? Picture, SearchWeights Weights, FilterRequest Filter, PageRequest Page)
{
    /// <summary>Takes the values from a URL's query.</summary>
    public static SearchParameters Of(IQueryCollection query, FacetList facets)
    {
        string? Value(string name) => query[name].FirstOrDefault();
        return new SearchParameters(
            Value("q"), query[SearchRequest.LikeParameter], Value("picture"),
            new SearchWeights { PictureWeight = Value("pictureWeight"), MinusWeight = Value("minusWeight"), Stacks = Value("stacks") },
            FilterRequest.Of(query, facets), PageRequest.Of(query));
    }
}
