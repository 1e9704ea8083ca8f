using System.Diagnostics;
using System.Text.Json;
using ClipSearch.Core.Models;
using ClipSearch.Core.Postgres;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Cli;

/// <summary>The output of commands with <c>--json</c>, and of <c>status</c>.</summary>
public sealed class JsonTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestLibrary _library = null!;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        _library.Draw(1, "a.jpg");
        _library.Draw(2, "below/b.jpg");
        await File.WriteAllTextAsync(Path.Combine(_library.Folder, "below/broken.png"), "not an image", TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Fact]
    public async Task Seed_prints_its_counts_and_failures()
    {
        var watch = Stopwatch.StartNew();
        var json = await RunAsync(0, "seed", "--json");

        Assert.Equal([_library.Folder], json.GetProperty("folders").EnumerateArray().Select(folder => folder.GetString()!));
        Assert.Equal(
            (3, 2, 0, 0, 0, 1),
            (Number("found"), Number("embedded"), Number("recognized"), Number("unchanged"), Number("removed"), Number("failed")));
        Assert.Equal("below/broken.png", Assert.Single(json.GetProperty("failures").EnumerateArray()).GetProperty("path").GetString());
        Assert.InRange(json.GetProperty("seconds").GetDouble(), 0.001, watch.Elapsed.TotalSeconds);

        int Number(string name) => json.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Status_prints_the_values_of_the_site_and_imports_nothing()
    {
        var before = await RunAsync(0, "status", "--json");
        Assert.Equal((0, 0), (before.GetProperty("photos").GetInt32(), before.GetProperty("sync").GetProperty("failed").GetInt32()));

        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library))).SeededAsync();
        var served = await site.JsonAsync("/api/status");
        var printed = await RunAsync(0, "status", "--json");

        Assert.Equal(["model", "modelHasKnowledge", "modelAdvice", "photos", "database", "sync"], printed.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["folders", "failed", "failures", "unavailable"], printed.GetProperty("sync").EnumerateObject().Select(member => member.Name));
        foreach (var (part, other) in new[] { (printed, served), (printed.GetProperty("sync"), served.GetProperty("sync")) })
        {
            foreach (var member in part.EnumerateObject().Where(member => member.Name != "sync"))
                Assert.Equal(other.GetProperty(member.Name).ToString(), Compact(member.Value));
        }

        var text = await ClipSearchProcess.RunAsync(_library.Options, "status");
        Assert.Equal(0, text.ExitCode);
        Assert.Contains($"model     {ModelNames.Tiny}\nphotos    2\nfailed    1\n", text.Output, StringComparison.Ordinal);
        Assert.Contains($"folders   {_library.Folder}\n", text.Output, StringComparison.Ordinal);
        Assert.Contains("Skipped below/broken.png: ", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_names_a_folder_that_is_missing()
    {
        var missing = Path.Combine(_library.Folder, "not here");
        var json = await RunAsync(0, new ClipSearchOptions
        {
            DatabaseUrl = _library.Options.DatabaseUrl,
            PhotosDirs = [missing],
            DataDir = _library.Options.DataDir,
            ModelsDir = _library.Options.ModelsDir,
            ClipModel = ModelNames.Tiny,
        }, "status", "--json");

        var unavailable = Assert.Single(json.GetProperty("sync").GetProperty("unavailable").EnumerateArray());
        Assert.Contains($"There is no folder {missing}", unavailable.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_and_verify_print_their_checks()
    {
        var passing = await RunAsync(0, "doctor", "--json");
        Assert.True(passing.GetProperty("ok").GetBoolean());
        Assert.Contains("database", passing.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()));

        await using var broken = new TestLibrary("postgres://me:s3cret@127.0.0.1:1/photos");
        var failing = await RunAsync(1, broken.Options, "doctor", "--json");
        Assert.False(failing.GetProperty("ok").GetBoolean());
        var check = failing.GetProperty("checks").EnumerateArray().Single(check => !check.GetProperty("ok").GetBoolean());
        Assert.Contains("is not available", check.GetProperty("says").GetString(), StringComparison.Ordinal);

        var verified = await RunAsync(0, "model", "verify", "--json");
        Assert.Equal((ModelNames.Tiny, true), (verified.GetProperty("model").GetString(), verified.GetProperty("ok").GetBoolean()));
        Assert.NotEmpty(verified.GetProperty("checks").EnumerateArray());
        Assert.All(verified.GetProperty("checks").EnumerateArray(), check => Assert.True(check.GetProperty("ok").GetBoolean()));
    }

    [Fact]
    public async Task List_prints_installed_and_available_models()
    {
        var models = (await RunAsync(0, "model", "list", "--json")).GetProperty("models").EnumerateArray().ToList();

        var tiny = models.Single(model => model.GetProperty("name").GetString() == ModelNames.Tiny);
        Assert.Equal((true, false), (tiny.GetProperty("installed").GetBoolean(), tiny.GetProperty("canBeFetched").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, tiny.GetProperty("bytes").ValueKind);
        var real = models.Single(model => model.GetProperty("name").GetString() == ModelCatalog.Models[0].Name);
        Assert.Equal((true, ModelCatalog.Models[0].Bytes), (real.GetProperty("canBeFetched").GetBoolean(), real.GetProperty("bytes").GetInt64()));
    }

    private Task<JsonElement> RunAsync(int exitCode, params string[] arguments) => RunAsync(exitCode, _library.Options, arguments);

    /// <summary>Runs a command and parses its output as one JSON document.</summary>
    private static async Task<JsonElement> RunAsync(int exitCode, ClipSearchOptions options, params string[] arguments)
    {
        var run = await ClipSearchProcess.RunAsync(options, arguments);
        Assert.Equal(exitCode, run.ExitCode);
        return JsonDocument.Parse(run.Output).RootElement.Clone();
    }

    private static string Compact(JsonElement value) => value.ValueKind is JsonValueKind.Array ? JsonSerializer.Serialize(value) : value.ToString();
}
