using ClipSearch.Core.Postgres;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Torture;

/// <summary>The site of a library in a separate process, which can be killed.</summary>
internal sealed class SiteProcess : IDisposable
{
    private readonly ClipSearchProcess _process;
    private readonly HttpClient _http;

    private SiteProcess(ClipSearchProcess process, int port)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        Client = new LibraryClient(_http);
    }

    public LibraryClient Client { get; }

    /// <summary>Starts the site and waits until it responds.</summary>
    public static async Task<SiteProcess> StartAsync(TestLibrary library)
    {
        var options = new ClipSearchOptions
        {
            DatabaseUrl = library.Options.DatabaseUrl,
            PhotosDirs = library.Options.PhotosDirs,
            DataDir = library.Options.DataDir,
            ModelsDir = library.Options.ModelsDir,
            ClipModel = library.Options.ClipModel,
            Port = LoopbackPort.Free(),
        };
        var site = new SiteProcess(ClipSearchProcess.Start(options), options.Port);
        await TestSite.UntilAsync(async () => await site.Client.ProbeAsync("/health/live", TestContext.Current.CancellationToken) is not null);
        return site;
    }

    /// <summary>Kills the site with SIGKILL.</summary>
    public async Task KillAsync()
    {
        Assert.False(_process.HasExited);
        _process.Kill();
        await _process.EndAsync();
    }

    public void Dispose()
    {
        _http.Dispose();
        _process.Dispose();
    }
}
