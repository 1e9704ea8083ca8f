using ClipSearch.Core.Models;

namespace ClipSearch.Tests.Models;

public sealed class ModelVerificationTests : IDisposable
{
    private static readonly ModelReference Reference = new(
        Outputs: [new("one", [0.5, -0.25], 1.25), new("two", [], -1.0)],
        Cosines: [new("one", "two", -1.5 / Math.Sqrt(1.3125 * 3))],
        Tolerance: 1e-3,
        Normalised: [new("three", [0.6, 0.8])],
        NormalisedTolerance: 1e-4);

    private readonly TemporaryFolder models = new();

    public void Dispose() => models.Dispose();

    [Fact]
    public void An_encoder_with_the_published_values_passes()
    {
        var checks = ModelVerification.CheckTextEncoder(4, Reference, Embed);

        Assert.All(checks, check => Assert.True(check.Passed, check.Finding));
        Assert.All(checks, check => Assert.Null(check.Remedy));
        Assert.Equal(["text encoder", "\"one\"", "\"two\"", "cosine of \"one\" and \"two\"", "\"three\", normalised"], checks.Select(check => check.Name));
    }

    [Theory]
    [InlineData("one", 1, 0.002f, "\"one\"")]
    [InlineData("one", 3, 0.002f, "\"one\"")]
    [InlineData("two", 2, -0.002f, "\"two\"")]
    [InlineData("two", 0, 2f, "cosine of \"one\" and \"two\"")]
    [InlineData("three", 0, 0.01f, "\"three\", normalised")]
    [InlineData("one", 0, float.NaN, "\"one\"")]
    public void One_wrong_value_is_found(string text, int index, float error, string expected)
    {
        var checks = ModelVerification.CheckTextEncoder(4, Reference, embedded =>
        {
            var values = Embed(embedded);
            if (embedded == text)
                values[index] += error;
            return values;
        });

        var failed = Assert.Single(checks, check => check.Name == expected);
        Assert.False(failed.Passed);
        Assert.Contains("report it", failed.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_within_the_tolerance_pass()
    {
        var checks = ModelVerification.CheckTextEncoder(4, Reference, text =>
        {
            var values = Embed(text);
            values[0] += 0.0004f;
            return values;
        });

        Assert.All(checks, check => Assert.True(check.Passed, check.Finding));
    }

    [Theory]
    [InlineData(3, 1f)]
    [InlineData(4, float.PositiveInfinity)]
    public void An_output_of_the_wrong_length_or_without_numbers_is_found(int length, float value)
    {
        var check = Assert.Single(ModelVerification.CheckTextEncoder(4, Reference, _ => [.. Enumerable.Repeat(value, length)]));

        Assert.False(check.Passed);
        Assert.Contains($"returned {length} values", check.Finding, StringComparison.Ordinal);
        Assert.EndsWith("expected 4.", check.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_published_values_is_reported_as_not_compared()
    {
        var checks = ModelVerification.CheckTextEncoder(4, null, Embed);

        Assert.All(checks, check => Assert.True(check.Passed));
        Assert.Contains("nothing was compared", checks[^1].Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Intact_files_pass()
    {
        ModelFiles.Install(models.Path);

        var checks = await CheckFilesAsync();

        Assert.All(checks, check => Assert.True(check.Passed, check.Finding));
        Assert.Equal(5, checks.Count);
    }

    [Fact]
    public async Task Changed_and_truncated_files_are_each_reported_with_the_remedy()
    {
        var folder = ModelFiles.Install(models.Path);
        var text = Path.Combine(folder, "onnx/text_model.onnx");
        var bytes = await File.ReadAllBytesAsync(text, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(text, bytes, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "merges.txt"), "cut", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "preprocessor_config.json"), ModelFiles.Preprocessor.Replace("0.26", "0.28", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var failed = (await CheckFilesAsync()).Where(check => !check.Passed).ToDictionary(check => check.Name);

        Assert.Equal(["configuration", "merges.txt", "onnx/text_model.onnx"], failed.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("has 3 bytes instead of 3000", failed["merges.txt"].Finding, StringComparison.Ordinal);
        Assert.Contains("has the SHA-256", failed["onnx/text_model.onnx"].Finding, StringComparison.Ordinal);
        Assert.Contains("image_std is", failed["configuration"].Finding, StringComparison.Ordinal);
        Assert.All(failed.Values, check => Assert.Equal(ModelCatalog.HowToGet(ModelFiles.Name), check.Remedy));
    }

    [Fact]
    public async Task Missing_files_are_one_finding()
    {
        var folder = ModelFiles.Install(models.Path);
        File.Delete(Path.Combine(folder, "vocab.json"));

        var check = Assert.Single(await CheckFilesAsync());

        Assert.False(check.Passed);
        Assert.Equal($"Missing in {folder}: vocab.json.", check.Finding);
    }

    [Fact]
    public async Task A_model_outside_the_catalog_is_checked_for_its_files_and_configuration()
    {
        ModelFiles.Install(models.Path, "my/own");

        var checks = await ModelVerification.CheckFilesAsync("my/own", models.Path, ModelCatalog.Models, TestContext.Current.CancellationToken);

        Assert.Equal(["files", "configuration"], checks.Select(check => check.Name));
        Assert.All(checks, check => Assert.True(check.Passed));
    }

    [Fact]
    public void The_entries_of_the_catalog_are_valid()
    {
        Assert.All(ModelCatalog.Models, model =>
        {
            Assert.True(ModelNames.IsValid(model.Name));
            Assert.True(ModelNames.IsValid(model.HubRepository));
            Assert.Equal(
                ["config.json", "merges.txt", "onnx/text_model.onnx", "onnx/vision_model.onnx", "preprocessor_config.json", "vocab.json"],
                model.Files.Select(file => file.LocalPath).Order(StringComparer.Ordinal));
            Assert.All(model.Files, file => Assert.Equal(file.LocalPath.EndsWith("config.json", StringComparison.Ordinal), file.Pin is null));
            Assert.All(model.Files.Where(file => file.Pin is not null), file => Assert.Matches("^[0-9a-f]{64}$", file.Pin!.Sha256));
            Assert.Matches("^[0-9a-f]{40}$", model.Revision);
        });
        Assert.Equal(ModelCatalog.Models.Count, ModelCatalog.Models.Select(model => model.Name).Distinct().Count());
    }

    private static float[] Embed(string text) => text switch
    {
        "one" => [0.5f, -0.25f, 1f, 0f],
        "two" => [-1f, 0f, -1f, 1f],
        "three" => [3f, 4f, 0f, 0f],
        _ => [1f, 1f, 1f, 1f],
    };

    private Task<IReadOnlyList<ModelCheck>> CheckFilesAsync() =>
        ModelVerification.CheckFilesAsync(ModelFiles.Name, models.Path, [ModelFiles.InCatalog()], TestContext.Current.CancellationToken);
}
