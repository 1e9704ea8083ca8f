using System.CommandLine;
using System.CommandLine.Parsing;
using ClipSearch.Core;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Images;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Sync;

namespace ClipSearch.Web.Cli;

/// <summary>The verbs; none is <c>serve</c>. Results go to stdout, all else to stderr.</summary>
internal static class CommandLine
{
    /// <summary>How long a verb may take to stop at Ctrl-C or SIGTERM: a batch in hand and the private PostgreSQL.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    /// <summary>Runs what the arguments say.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var serve = new Command("serve", "Serve the site; this is what ClipSearch does without a verb.");
        serve.SetAction((_, cancellationToken) => ServeCommand.RunAsync(cancellationToken));
        var root = new RootCommand("ClipSearch: find photos by what you remember of them.")
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

        if (args is [CompletionCommand.Asked, var line])
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
            or ImageException or QueryPictureException or DllNotFoundException or PlatformNotSupportedException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Failed;
        }
    }

    /// <summary>Starts a decoder process: this program.</summary>
    public static DecoderCommand Decoder { get; } = DecoderCommand.Of(typeof(CommandLine).Assembly.Location);

    /// <summary>The settings, from the environment and the .env of CLIPSEARCH_HOME; without that, of the working directory.</summary>
    public static ClipSearchOptions Options() =>
        ClipSearchOptions.Load(Environment.GetEnvironmentVariable("CLIPSEARCH_HOME") is { Length: > 0 } home ? Path.GetFullPath(home) : Directory.GetCurrentDirectory());

    /// <summary>Core's services for a verb that is not the site; warnings and errors go to stderr.</summary>
    public static ServiceProvider Services(ClipSearchOptions options) => new ServiceCollection()
        .AddLogging(logging => logging
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .SetMinimumLevel(LogLevel.Warning)
            // Connection errors are told once, by the verb.
            .AddFilter("Npgsql", LogLevel.None)
            .AddFilter(typeof(Database).FullName, LogLevel.None)
            .AddFilter(typeof(PhotoSync).FullName, LogLevel.None))
        .AddClipSearch(options, Decoder)
        .BuildServiceProvider();

    /// <summary>The words of a verb, each with a space behind it; none of the program itself.</summary>
    private static string Verb(CommandResult result) => result.Parent is CommandResult parent ? $"{Verb(parent)}{result.Command.Name} " : "";

    private static IReadOnlyList<ModelCheck> CheckTextEncoder(ModelFolder folder)
    {
        using var encoder = TextEncoder.Load(folder);
        return ModelVerification.CheckTextEncoder(folder, encoder.EncodeUnnormalized);
    }
}
