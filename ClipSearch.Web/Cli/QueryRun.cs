using System.CommandLine;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Core.Search.Scores;

namespace ClipSearch.Web.Cli;

/// <summary>Runs a search and prints the results, for <c>search</c> and <c>similar</c>.</summary>
internal static class QueryRun
{
    /// <summary>Runs the search and prints the results.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">Its options.</param>
    /// <param name="text">The text of the query; may be blank if there is an image.</param>
    /// <param name="like">Adds the image to the query.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        ParseResult parsed, QueryOptions options, string text, Func<IServiceProvider, PhotoQuery, Task<PhotoQuery>> like, CancellationToken cancellationToken)
    {
        var settings = CommandLine.Options();
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var facets = new FacetList(new LibraryFolders(settings.PhotosDirs), []);
        if (!options.Filter(parsed, facets).TryRead(facets, out var filter, out var problem))
        {
            await error.WriteLineAsync(Terminal.Printable(problem.Sentence));
            return ExitCode.WrongUsage;
        }

        await using var services = CommandLine.Services(settings);
        // Measure the library while the model loads.
        await Task.WhenAll(services.GetRequiredService<QueryEncoder>().Loaded, services.GetRequiredService<LibraryScores>().MeasureAsync(cancellationToken)).WaitAsync(cancellationToken);
        var query = await like(services, options.Query(parsed, text) with { Filter = filter });
        var result = await services.GetRequiredService<PhotoSearch>().SearchAsync(query, cancellationToken);
        if (result.QueryWasCut)
            await error.WriteLineAsync("The text exceeds the model's limit. The end of it was ignored.");
        if (options.WantsJson(parsed))
        {
            await output.WriteJsonAsync(Api.SearchResponse.From(result, null, services.GetRequiredService<LibraryFolders>()));
            return ExitCode.Done;
        }

        if (result.Total == 0)
        {
            await error.WriteLineAsync(
                filter != PhotoFilter.None ? "No photos match the filter."
                : query.LikePhotos.Count > 0 ? "The library has no other photos."
                : "The library is empty. Run seed to import photos.");
        }

        for (var i = 0; i < result.Hits.Count; i++)
        {
            // The divider goes to stderr, so that stdout has only the results.
            if (i == result.FirstWeak)
                await error.WriteLineAsync(i == 0 && query.Offset == 0 ? "No close matches. Showing the nearest photos:" : "Weaker matches:");
            await output.WriteLineAsync($"{result.Hits[i].Score:F4}  {Terminal.Printable(result.Hits[i].Photo.Path)}");
        }

        return ExitCode.Done;
    }
}
