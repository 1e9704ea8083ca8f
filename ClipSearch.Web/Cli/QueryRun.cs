using System.CommandLine;
using ClipSearch.Core;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Index;
using ClipSearch.Core.Scores;

namespace ClipSearch.Web.Cli;

/// <summary>Asks the library and prints what it finds: the part that <c>search</c> and <c>similar</c> share.</summary>
internal static class QueryRun
{
    /// <summary>Asks and prints.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">Its options.</param>
    /// <param name="text">The text of the query; may be blank if a picture comes in.</param>
    /// <param name="like">Gives the query its picture.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        ParseResult parsed, QueryOptions options, string text, Func<IServiceProvider, PhotoQuery, Task<PhotoQuery>> like, CancellationToken cancellationToken)
    {
        var settings = CommandLine.Options();
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (!options.Filter(parsed).TryRead(new PhotoRoots(settings.PhotosDirs), out var filter, out var problem))
        {
            await error.WriteLineAsync(Terminal.Printable(problem.Sentence));
            return ExitCode.WrongUsage;
        }

        await using var services = CommandLine.Services(settings);
        // The library is measured while the model loads.
        await Task.WhenAll(services.GetRequiredService<QueryEncoder>().Loaded, services.GetRequiredService<LibraryScores>().MeasureAsync(cancellationToken)).WaitAsync(cancellationToken);
        var query = await like(services, options.Query(parsed, text) with { Filter = filter });
        var result = await services.GetRequiredService<PhotoSearch>().SearchAsync(query, cancellationToken);
        if (result.QueryWasCut)
            await error.WriteLineAsync("The text is longer than the model reads; its end did not count.");
        if (options.WantsJson(parsed))
        {
            await output.WriteJsonAsync(Api.SearchAnswer.From(result, null, services.GetRequiredService<PhotoRoots>()));
            return ExitCode.Done;
        }

        if (result.Total == 0)
        {
            await error.WriteLineAsync(
                filter != PhotoFilter.None ? "No photo passes the filter."
                : query.LikePhoto is not null ? "The library holds no other photo."
                : "The library holds no photos yet; run seed first.");
        }

        for (var i = 0; i < result.Hits.Count; i++)
        {
            // On the terminal the line stands between the hits; stdout has the hits alone.
            if (i == result.FirstWeak)
                await error.WriteLineAsync(i == 0 && query.Offset == 0 ? "Nothing here looks like that; these are the nearest all the same:" : "Weaker matches:");
            await output.WriteLineAsync($"{result.Hits[i].Score:F4}  {Terminal.Printable(result.Hits[i].Photo.Path)}");
        }

        return ExitCode.Done;
    }
}
