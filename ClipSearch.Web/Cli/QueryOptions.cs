using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Requests;

namespace ClipSearch.Web.Cli;

/// <summary>The common options of <c>search</c> and <c>similar</c>: number of photos, filter, and the weights of image and text.</summary>
internal sealed class QueryOptions(IReadOnlyList<Facet> facets)
{
    private static readonly PhotoQuery Plain = new("");

    private readonly Option<int> _limit = Limit("photos");
    private readonly Option<int> _offset = Number("--offset", "Number of results to skip.", 0, int.MaxValue, 0);
    private readonly IReadOnlyList<(Facet Facet, Option<string?> Option)> _filter = [.. facets.Select(facet => (facet, OptionOf(facet)))];
    private readonly Option<float> _weight = Share("--weight", "Weight of the image relative to the text, from 0 to 1.", Plain.PictureWeight);
    private readonly Option<float> _minusWeight = Share("--minus-weight", "Weight of each excluded word, from 0 to 1.", Plain.MinusWeight);
    private readonly Option<bool> _single = new("--no-stacks") { Description = "List every photo, including duplicates." };
    private readonly Option<bool> _json = Json.Option("Print JSON in the format of GET /api/search.");

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_limit, _offset, .. _filter.Select(each => each.Option), _weight, _minusWeight, _single, _json])
            command.Options.Add(option);
    }

    /// <summary>Creates the query of a text, without its filter.</summary>
    public PhotoQuery Query(ParseResult parsed, string text) => new(text)
    {
        Limit = parsed.GetValue(_limit),
        Offset = parsed.GetValue(_offset),
        PictureWeight = parsed.GetValue(_weight),
        MinusWeight = parsed.GetValue(_minusWeight),
        Stacked = !parsed.GetValue(_single),
    };

    /// <summary>Returns the filter as entered. A folder of the working directory takes precedence over one of PHOTOS_DIR.</summary>
    public FilterRequest Filter(ParseResult parsed, FacetList facets) => FilterRequest.Of(facets, facet =>
    {
        var value = _filter.FirstOrDefault(each => each.Facet == facet).Option is { } option ? parsed.GetValue(option) : null;
        return facet.Input == FacetInput.Folder && value is { Length: > 0 } && Directory.Exists(value) ? Path.GetFullPath(value) : value;
    });

    /// <summary>Creates <c>--limit N</c> for a verb that prints a list.</summary>
    /// <param name="what">The plural name of the items.</param>
    public static Option<int> Limit(string what) => Number("--limit", $"Maximum number of {what}, from 1 to {PhotoSearch.MaxLimit}.", 1, PhotoSearch.MaxLimit, PhotoSearch.DefaultLimit);

    /// <summary>Returns whether JSON output is requested.</summary>
    public bool WantsJson(ParseResult parsed) => parsed.GetValue(_json);

    private static Option<int> Number(string name, string description, int minimum, int maximum, int defaultValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            if (!int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < minimum || number > maximum)
                result.AddError($"{name} must be a whole number from {minimum} to {maximum}.");
            return number;
        },
    };

    private static Option<float> Share(string name, string description, float defaultValue) => new(name)
    {
        Description = description,
        HelpName = "W",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            if (!float.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) || share is not (>= 0 and <= 1))
                result.AddError($"{name} must be a number from 0 to 1.");
            return share;
        },
    };

    /// <summary>Creates the option of a facet: <c>--taken-from TIME</c> for <c>takenFrom</c>.</summary>
    private static Option<string?> OptionOf(Facet facet)
    {
        var choices = facet.Choices.Count > 0 ? $" One of: {string.Join(", ", facet.Choices)}." : "";
        var option = new Option<string?>($"--{JsonNamingPolicy.KebabCaseLower.ConvertName(facet.Name)}")
        {
            Description = facet.Description + choices,
            HelpName = facet.Input switch { FacetInput.Folder => "FOLDER", FacetInput.Time => "TIME", FacetInput.Choice => facet.Name.ToUpperInvariant(), _ => "TEXT" },
        };
        if (facet.Input == FacetInput.Folder)
            option.CompletionSources.Add(Folders);
        else if (facet.Choices.Count > 0)
            option.CompletionSources.Add(_ => facet.Choices.Select(choice => new CompletionItem(choice)));
        return option;
    }

    /// <summary>Completes the name of a folder of PHOTOS_DIR.</summary>
    private static IEnumerable<CompletionItem> Folders(CompletionContext context)
    {
        var begun = context.WordToComplete;
        var above = begun[..(begun.LastIndexOf('/') + 1)];
        try
        {
            var roots = new LibraryFolders(CommandLine.Options().PhotosDirs);
            var names = above.Length == 0 && roots.Folders.Count > 1
                ? roots.Folders.Select(folder => roots.Shown(folder + Path.DirectorySeparatorChar).TrimEnd(Path.DirectorySeparatorChar))
                : Find(new DirectoryInfo(above.Length == 0 ? roots.Folders[0] : roots.Resolve(above))).EnumerateDirectories().Where(folder => !folder.Name.StartsWith('.')).Select(folder => above + folder.Name);
            return [.. names.Where(name => !name.Any(char.IsControl)).Select(name => new CompletionItem(name + "/"))];
        }
        catch (Exception e) when (e is OptionsException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Returns a folder, or the first one whose path differs only in case or accents.</summary>
    private static DirectoryInfo Find(DirectoryInfo folder) => folder.Exists || folder.Parent is null
        ? folder
        : Find(folder.Parent).EnumerateDirectories().FirstOrDefault(other => NameFolding.AreSame(other.Name, folder.Name)) ?? folder;
}
