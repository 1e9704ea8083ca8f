using ClipSearch.Core.Models;
using ClipSearch.Core.Postgres;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Tests.Cli;

public sealed class ServeCommandTests
{
    [Fact]
    public async Task Stopping_during_startup_stops_PostgreSQL()
    {
        var token = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("clipsearch-serve");
        // When started as root, PostgreSQL runs as another user, who needs access to the folder.
        if (!OperatingSystem.IsWindows())
            folder.UnixFileMode |= UnixFileMode.OtherExecute;
        var options = new ClipSearchOptions
        {
            PhotosDirs = [folder.CreateSubdirectory("photos").FullName],
            DataDir = Path.Combine(folder.FullName, "data"),
            ModelsDir = Path.Combine(TestFiles.Repository, "models"),
            ClipModel = ModelNames.Tiny,
            Port = 0,
        };
        try
        {
            string running;
            // Its files are made before, so that the start is a short one.
            await using (var server = await PrivatePostgres.StartAsync(options.DataDir, NullLogger.Instance, token))
                running = Path.Combine(server.Folder, "cluster", "postmaster.pid");
            Assert.False(File.Exists(running));

            using var process = ClipSearchProcess.Start(options);
            await TestSite.UntilAsync(() => File.Exists(running));
            process.Interrupt();
            await process.EndAsync();

            Assert.False(File.Exists(running));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
