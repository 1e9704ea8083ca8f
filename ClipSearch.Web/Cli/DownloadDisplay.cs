using System.Diagnostics;
using ClipSearch.Core.Models;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ClipSearch.Web.Cli;

/// <summary>Shows the progress of a download: a bar with rate and time left on a terminal, otherwise a line every few seconds.</summary>
internal static class DownloadDisplay
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    /// <summary>Runs some work and shows its progress.</summary>
    /// <param name="error">The output.</param>
    /// <param name="isTerminal">Whether the output is a terminal, which can redraw a line.</param>
    /// <param name="work">The work.</param>
    public static Task<T> RunAsync<T>(TextWriter error, bool isTerminal, Func<IProgress<DownloadProgress>, Task<T>> work) =>
        isTerminal ? RunWithBarAsync(error, work) : work(new Lines(error));

    private static Task<T> RunWithBarAsync<T>(TextWriter error, Func<IProgress<DownloadProgress>, Task<T>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new MegabytesColumn(),
                new RemainingTimeColumn())
            .StartAsync(context => work(new Bar(context.AddTask("model"))));
    }

    private static string Describe(DownloadProgress progress) => progress.Step switch
    {
        DownloadStep.Waiting => "waiting for another process that is downloading this model",
        DownloadStep.Retrying => $"{progress.File}: connection lost, retrying",
        DownloadStep.Checking => $"checking {progress.File}",
        _ => progress.File,
    };

    // Spectre's own columns count 1 MB as 1,048,576 bytes, so their total differs from that of `model list`.
    private sealed class MegabytesColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text($"{task.Value / 1e6:0.0} of {task.MaxValue / 1e6:0.0} MB  {task.Speed.GetValueOrDefault() / 1e6,5:0.0} MB/s");
    }

    private sealed class Bar(ProgressTask task) : IProgress<DownloadProgress>
    {
        private DownloadProgress last;

        public void Report(DownloadProgress value)
        {
            if (task.MaxValue != value.TotalBytes)
                task.MaxValue = value.TotalBytes;
            if (value.Step != last.Step || value.File != last.File)
                task.Description = Markup.Escape(Describe(value));
            if (value.Step == DownloadStep.Downloading)
                task.Value = value.Bytes;
            last = value;
        }
    }

    private sealed class Lines(TextWriter error) : IProgress<DownloadProgress>
    {
        private readonly Stopwatch sinceLine = new();
        private readonly Stopwatch sinceStart = new();
        private long firstBytes = -1;

        public void Report(DownloadProgress value)
        {
            if (value.Step == DownloadStep.Downloading && firstBytes < 0)
            {
                firstBytes = value.Bytes;
                sinceStart.Start();
            }

            if (sinceLine.IsRunning && sinceLine.Elapsed < BetweenLines)
                return;

            sinceLine.Restart();
            error.WriteLine($"{Describe(value)}{Amount(value)}");
        }

        private string Amount(DownloadProgress value)
        {
            if (value.Step != DownloadStep.Downloading)
                return "";

            var amount = $": {Megabytes(value.Bytes)} of {Megabytes(value.TotalBytes)} MB";
            var rate = (value.Bytes - firstBytes) / Math.Max(sinceStart.Elapsed.TotalSeconds, 1e-3);
            return sinceStart.Elapsed < BetweenLines / 2 || rate <= 0
                ? amount
                : $"{amount}, {rate / 1e6:0.0} MB/s, {TimeSpan.FromSeconds(Math.Min((value.TotalBytes - value.Bytes) / rate, 359_999)):h\\:mm\\:ss} left";
        }

        private static string Megabytes(long bytes) => $"{bytes / 1e6:0.0}";
    }
}
