using ClipSearch.Core.Library.Sync;
using Spectre.Console;

namespace ClipSearch.Web.Cli;

/// <summary>Shows the progress of a scan: a bar with rate and time left on a terminal, otherwise a line every few seconds.</summary>
internal static class SeedDisplay
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenDraws = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs <paramref name="work"/> and shows <paramref name="progress"/> meanwhile.</summary>
    public static async Task<T> RunAsync<T>(TextWriter error, SyncProgress progress, Func<Task<T>> work)
    {
        if (error != Console.Error || Console.IsErrorRedirected)
            return await WatchAsync(work(), BetweenLines, () => error.WriteLine(Describe(progress.Status)));

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return await console.Progress()
            .HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask("seed");
                return WatchAsync(work(), BetweenDraws, () =>
                {
                    var status = progress.Status;
                    bar.IsIndeterminate = status.ToRead == 0;
                    bar.MaxValue = Math.Max(status.ToRead, 1);
                    bar.Value = status.Done;
                    bar.Description = Markup.Escape(Describe(status));
                });
            });
    }

    private static async Task<T> WatchAsync<T>(Task<T> work, TimeSpan interval, Action show)
    {
        while (await Task.WhenAny(work, Task.Delay(interval)) != work)
            show();
        return await work;
    }

    private static string Describe(SyncStatus status) => status.State switch
    {
        SyncState.Pending => "starting",
        SyncState.Waiting => "waiting for another seed process",
        SyncState.Looking => "scanning",
        _ => $"{status.Done} of {status.ToRead} photos, {status.PhotosPerSecond:F1}/s"
            + (status.TimeLeft is { } left ? $", {left:h\\:mm\\:ss} left" : "")
            + (status.Failed > 0 ? $", {status.Failed} failed" : ""),
    };
}
