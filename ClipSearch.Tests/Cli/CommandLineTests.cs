using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ClipSearch.Core.Models;
using ClipSearch.Core.Postgres;
using ClipSearch.Core.Search;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Cli;

public sealed class CommandLineTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Seed_reports_its_result_and_search_finds_the_photos()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        library.Draw(2, "below/b.jpg");
        File.WriteAllText(Path.Combine(library.Folder, "broken.png"), "not an image");

        var seed = await ClipSearchProcess.RunAsync(library.Options, "seed", library.Folder);

        Assert.Equal(0, seed.ExitCode);
        Assert.StartsWith($"3 photos in {library.Folder}: 2 embedded, 0 recognized, 0 unchanged, 0 removed, 1 failed in ", seed.Output, StringComparison.Ordinal);
        Assert.Contains("broken.png", seed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', seed.Output + seed.Error);

        var text = await ClipSearchProcess.RunAsync(library.Options, "search", "man", "jumping");
        var json = await ClipSearchProcess.RunAsync(library.Options, "search", "man jumping", "--limit", "1", "--json");

        var expected = (await library.Search.SearchAsync(new PhotoQuery("man jumping") { Limit = 24 }, Token)).Hits;
        Assert.Equal(expected.Select(hit => $"{hit.Score:F4}  {hit.Photo.Path}"), text.Output.TrimEnd().Split('\n'));
        using var document = JsonDocument.Parse(json.Output);
        var hit = Assert.Single(document.RootElement.GetProperty("hits").EnumerateArray());
        Assert.Equal(Path.GetRelativePath(library.Folder, expected[0].Photo.Path), hit.GetProperty("path").GetString());
        Assert.Equal(2, document.RootElement.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Duplicates_lists_stacks_and_search_collapses_them()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        library.Draw(1, "a\u001b[31m.jpg");
        library.Draw(1, "below/a.jpg");
        library.Draw(2, "b.jpg");
        library.Draw(2, "below/b.jpg");
        library.Draw(3, "c.jpg");
        var none = await ClipSearchProcess.RunAsync(library.Options, "duplicates");
        Assert.Equal((0, ""), (none.ExitCode, none.Output));
        Assert.Contains("No duplicates found", none.Error, StringComparison.Ordinal);
        await library.SyncAsync(Token);

        var text = await ClipSearchProcess.RunAsync(library.Options, "duplicates");
        var json = await ClipSearchProcess.RunAsync(library.Options, "duplicates", "--limit", "1", "--json");

        Assert.Equal((0, 0), (text.ExitCode, json.ExitCode));
        Assert.Equal(["3 photos", "2 photos"], text.Output.Split('\n').Where(line => line.EndsWith(" photos", StringComparison.Ordinal)));
        var first = new FileInfo(Path.Combine(library.Folder, "below/a.jpg"));
        Assert.Contains($"  64x64  {first.Length} bytes  {first.FullName}", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text.Output);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal(2, document.RootElement.GetProperty("total").GetInt32());
        Assert.Equal(3, Assert.Single(document.RootElement.GetProperty("stacks").EnumerateArray()).GetProperty("photos").GetArrayLength());
        Assert.Equal(3, (await ClipSearchProcess.RunAsync(library.Options, "search", "cat")).Output.TrimEnd().Split('\n').Length);
        Assert.Equal(6, (await ClipSearchProcess.RunAsync(library.Options, "search", "cat", "--no-stacks")).Output.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("'nonsense'", "nonsense")]
    [InlineData("TEXT is blank. Describe a photo", "search")]
    [InlineData("TEXT is blank. Describe a photo", "search", " ")]
    [InlineData("--limit must be a whole number from 1 to 200.", "search", "cat", "--limit", "0")]
    [InlineData("--limit must be a whole number from 1 to 200.", "search", "cat", "--limit", "many")]
    [InlineData("TEXT is blank. Describe a photo", "search", "-people")]
    [InlineData("--weight must be a number from 0 to 1.", "search", "cat", "--weight", "1.5")]
    [InlineData("--minus-weight must be a number from 0 to 1.", "search", "cat", "--minus-weight", "-1")]
    [InlineData("--offset must be a whole number from 0 to 2147483647.", "search", "cat", "--offset", "-1")]
    [InlineData("type is “exe”. Expected one of jpeg, png,", "search", "cat", "--type", "exe")]
    [InlineData("PATH is blank. Give the path of a photo", "similar")]
    [InlineData("PATH is blank. Give the path of a photo", "similar", "")]
    [InlineData("'tcsh'", "completion", "tcsh")]
    [InlineData("--name must consist of letters, digits, dots, hyphens and underscores.", "completion", "bash", "--name", "a; rm")]
    [InlineData("'b'", "seed", "a", "b")]
    [InlineData("--limit must be a whole number from 1 to 200.", "duplicates", "--limit", "0")]
    [InlineData("Required argument 'NAME' missing for command: 'pull'", "model", "pull")]
    [InlineData("No model named \"no/such-model\" can be downloaded. Available: openai/clip-vit-base-patch32", "model", "pull", "no/such-model")]
    [InlineData("There is no model named \"no/such-model\". Available: openai/clip-vit-base-patch32", "model", "prepare", "no/such-model")]
    public async Task Wrong_usage_exits_with_2_and_a_message(string message, params string[] arguments)
    {
        var (exitCode, output, error) = await ClipSearchProcess.RunAsync(new ClipSearchOptions(), arguments);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "scripts/clipsearch --help", "nonsense")]
    [InlineData("", "scripts/clipsearch search --help", "search")]
    [InlineData("/home/me/bin/clipsearch", "/home/me/bin/clipsearch model pull --help", "model", "pull")]
    public async Task Wrong_usage_names_the_help_of_the_program_as_called(string? calledBy, string help, params string[] arguments)
    {
        using var process = ClipSearchProcess.Start(new ClipSearchOptions(), calledBy is null ? null : (Invocation.Setting, calledBy), arguments);

        Assert.EndsWith($"\nTry: {help}\n", (await process.EndAsync()).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://me:s3cret@127.0.0.1:1/photos", ModelNames.Tiny, "127.0.0.1:1")]
    [InlineData("postgres://me:s3cret@[broken/photos", ModelNames.Tiny, "DATABASE_URL")]
    [InlineData("postgres://me:s3cret@127.0.0.1:1/photos", "openai/clip-vit-base-patch32", "model pull")]
    [InlineData("postgres://me:s3cret@127.0.0.1:1/photos", "../../etc/passwd", "CLIP_MODEL")]
    public async Task A_failure_exits_with_1_and_a_message_without_secrets(string databaseUrl, string model, string expected)
    {
        await using var library = new TestLibrary(databaseUrl);
        var options = new ClipSearchOptions
        {
            DatabaseUrl = databaseUrl,
            ClipModel = model,
            PhotosDirs = [library.Folder],
            DataDir = library.Options.DataDir,
            // The repository's folder may contain the real model.
            ModelsDir = model == ModelNames.Tiny ? library.Options.ModelsDir : library.Folder,
        };
        foreach (var verb in new[] { "seed", "search" })
        {
            var (exitCode, output, error) = await ClipSearchProcess.RunAsync(options, verb == "search" ? [verb, "cat"] : [verb]);

            Assert.Equal(1, exitCode);
            Assert.Empty(output);
            Assert.Contains(expected, error, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Settings_come_from_CLIPSEARCH_HOME()
    {
        var home = Directory.CreateTempSubdirectory("clipsearch-home");
        await File.WriteAllTextAsync(Path.Combine(home.FullName, ".env"), "HF_ENDPOINT=nonsense", Token);

        using var process = ClipSearchProcess.Start(new ClipSearchOptions(), ("CLIPSEARCH_HOME", home.FullName), "model", "list");
        var (exitCode, _, error) = await process.EndAsync();
        home.Delete(recursive: true);

        Assert.Equal(1, exitCode);
        Assert.Contains("HF_ENDPOINT is \"nonsense\"", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_names_the_port_that_is_in_use()
    {
        await using var library = await postgres.NewLibraryAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var options = new ClipSearchOptions
        {
            DatabaseUrl = library.Options.DatabaseUrl,
            PhotosDirs = [library.Folder],
            DataDir = library.Options.DataDir,
            ModelsDir = library.Options.ModelsDir,
            ClipModel = ModelNames.Tiny,
            Port = port,
        };

        var (exitCode, _, error) = await ClipSearchProcess.RunAsync(options);

        Assert.Equal(1, exitCode);
        Assert.Contains($"Port {port}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_lists_each_check_and_exits_with_1_if_one_fails()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        var passing = await ClipSearchProcess.RunAsync(library.Options, "doctor");
        Assert.Equal(0, passing.ExitCode);
        foreach (var check in new[] { "settings", "ONNX Runtime", "libvips", "image decoder", "videos", "model", "text encoder", "image encoder", "data folder", "database", "photos" })
            Assert.Contains($"ok    {check}: ", passing.Output, StringComparison.Ordinal);

        await using var broken = new TestLibrary("postgres://me:s3cret@127.0.0.1:1/photos");
        var failing = await ClipSearchProcess.RunAsync(broken.Options, "doctor");
        Assert.Equal(1, failing.ExitCode);
        Assert.Contains("FAIL  database: ", failing.Output, StringComparison.Ordinal);
        Assert.Contains("ok    photos: ", failing.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failing.Output + failing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_telemetry_is_written_to_the_home_folder()
    {
        // Official builds of ONNX Runtime store usage reports there and send them.
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "photos/a.jpg");
        var home = Directory.CreateDirectory(Path.Combine(library.Folder, "home")).FullName;

        foreach (var arguments in new[] { new[] { "seed" }, ["search", "cat"] })
        {
            using var process = ClipSearchProcess.Start(library.Options, ("HOME", home), arguments);
            Assert.Equal(0, (await process.EndAsync()).ExitCode);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(home, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }));
    }

    [Theory]
    [InlineData("ONNXRUNTIME_PATH", "ONNX Runtime was not found")]
    [InlineData("LIBVIPS_PATH", "libvips was not found")]
    public async Task A_missing_engine_is_reported_with_its_path_and_remedy(string variable, string expected)
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");

        using var process = ClipSearchProcess.Start(library.Options, (variable, "/nowhere/engine.so"), "seed");
        var (exitCode, output, error) = await process.EndAsync();

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Contains("/nowhere/engine.so", error, StringComparison.Ordinal);
        Assert.Contains("scripts/setup", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_interrupted_seed_keeps_its_batches_and_the_next_continues(bool kill)
    {
        const int Photos = 200;
        await using var library = await postgres.NewLibraryAsync();
        await library.Nearest.CountAsync(Token);
        // Slow batches, so that the process ends during the import.
        await library.SqlAsync(
            """
            CREATE FUNCTION slow_down() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.2); RETURN NULL; END';
            CREATE TRIGGER slow_down AFTER INSERT ON photos FOR EACH STATEMENT EXECUTE FUNCTION slow_down();
            """);
        for (var i = 0; i < Photos; i++)
            library.Draw(i, $"{i}.jpg");

        using var process = ClipSearchProcess.Start(library.Options, "seed");
        await TestSite.UntilAsync(async () => process.HasExited || await library.Nearest.CountAsync(Token) > 0);
        if (kill)
            process.Kill();
        else
            process.Interrupt();
        var (exitCode, output, error) = await process.EndAsync();

        Assert.NotEqual(0, exitCode);
        if (!kill)
        {
            Assert.Equal((1, ""), (exitCode, output));
            Assert.Contains("Run seed again", error, StringComparison.Ordinal);
        }

        await library.SqlAsync("DROP TRIGGER slow_down ON photos");
        // The index caches its count.
        var kept = (long)(await library.SqlAsync("SELECT count(*) FROM photos"))!;
        Assert.InRange(kept, 8, Photos - 1);
        var next = await ClipSearchProcess.RunAsync(library.Options, "seed");
        Assert.Equal(0, next.ExitCode);
        // Some drawings are equal, so some photos are recognized by their content. No file is read twice.
        Assert.Contains($", {kept} unchanged, 0 removed, 0 failed", next.Output, StringComparison.Ordinal);
        Assert.Equal((long)Photos, await library.SqlAsync("SELECT count(*) FROM photos"));
    }
}
