using System.CommandLine;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Search;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>search [TEXT] [--image FILE]</c>.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        var text = new Argument<string[]>("TEXT")
        {
            Description = "A description of the photo. A minus before a word excludes it. Optional with --image.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var image = new Option<string?>("--image") { Description = "An image to find similar photos for.", HelpName = "FILE" };
        var options = new QueryOptions(StandardFacets.All);
        var command = new Command("search", "Find photos that match a text, an image, or both.") { text, image };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(image) is null && QueryWords.Of(string.Join(' ', result.GetValue(text) ?? [])).Wanted.Length == 0)
                result.AddError("TEXT is blank. Describe a photo, for example: search man jumping");
        });
        command.SetAction((parsed, cancellationToken) => QueryRun.RunAsync(
            parsed,
            options,
            string.Join(' ', parsed.GetRequiredValue(text)),
            async (services, query) => parsed.GetValue(image) is { } path
                ? query with { LikeImage = (await services.GetRequiredService<QueryImages>().AddAsync(path, cancellationToken)).Id }
                : query,
            cancellationToken));
        return command;
    }
}
