using System.CommandLine;
using System.CommandLine.Parsing;
using ClipSearch.Core;
using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Models;
using ClipSearch.Core.Search;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Hosting;

namespace ClipSearch.Web.Cli;

/// <summary>The verbs, with <c>serve</c> as the default. Results go to stdout, everything else to stderr.</summary>
internal static class CommandLine
{
    /// <summary>Timeout for stopping at Ctrl-C or SIGTERM: time for the current batch and the private PostgreSQL.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    /// <summary>Runs the verb that the arguments name.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var serve = new Command("serve", "Start the web site. This is the default command.");
        serve.SetAction((_, cancellationToken) => ServeCommand.RunAsync(cancellationToken));
        var root = new RootCommand("ClipSearch: search your photos by describing them.")
        {
            serve,
            SeedCommand.Create(),
            SearchCommand.Create(),
            SimilarCommand.Create(),
            StatusCommand.Create(),
            DuplicatesCommand.Create(),
            DoctorCommand.Create(),
            ModelCommand.Create(Options, CheckTextEncoder),
            CompletionCommand.Create(),
        };
        root.SetAction((_, cancellationToken) => ServeCommand.RunAsync(cancellationToken));

        if (args is [CompletionCommand.Verb, var line])
        {
            CompletionCommand.Suggest(root, line, Console.Out);
            return ExitCode.Done;
        }

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync($"Try: {Invocation.Of($"{Verb(parsed.CommandResult)}--help")}");
            return ExitCode.WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToStop });
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is OptionsException or ModelException or FoldersUnavailableException or DatabaseUnavailableException or DatabaseUnusableException
            or ImageException or QueryImageException or DllNotFoundException or PlatformNotSupportedException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Failed;
        }
    }

    /// <summary>
    /// Reads the settings from the environment and the .env file of CLIPSEARCH_HOME, by default of the working directory.
    /// </summary>
    public static ClipSearchOptions Options() =>
        ClipSearchOptions.Load(Environment.GetEnvironmentVariable("CLIPSEARCH_HOME") is { Length: > 0 } home ? Path.GetFullPath(home) : Directory.GetCurrentDirectory());

    /// <summary>Builds Core's services for a verb without the site; warnings and errors go to stderr. URLs in JSON begin with PATH_BASE.</summary>
    public static ServiceProvider Services(ClipSearchOptions options)
    {
        SiteUrls.Base = options.PathBase;
        return new ServiceCollection()
            .AddLogging(logging => logging
                .AddSimpleConsole(console => console.SingleLine = true)
                .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
                .SetMinimumLevel(LogLevel.Warning)
                // The verb reports connection errors once.
                .AddFilter("Npgsql", LogLevel.None)
                .AddFilter(typeof(Database).FullName, LogLevel.None)
                .AddFilter(typeof(PhotoSync).FullName, LogLevel.None))
            .AddClipSearch(options, ProgramFile.Command)
            .BuildServiceProvider();
    }

    /// <summary>Returns the words of a verb, each followed by a space; empty for the program itself.</summary>
    private static string Verb(CommandResult result) => result.Parent is CommandResult parent ? $"{Verb(parent)}{result.Command.Name} " : "";

    private static IReadOnlyList<ModelCheck> CheckTextEncoder(ModelFolder folder)
    {
        using var encoder = TextEncoder.Load(folder);
        return ModelVerification.CheckTextEncoder(folder, encoder.EncodeUnnormalized);
    }
}
