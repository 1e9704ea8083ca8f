using ClipSearch.Core.Models;
using ClipSearch.Tests.Demo;

namespace ClipSearch.Tests.Models;

public sealed class ModelSelectionTests : IDisposable
{
    private const string Fp32 = "openai/clip-vit-base-patch32";
    private const string Int8 = "openai/clip-vit-base-patch32-int8";

    private readonly TemporaryFolder models = new();

    public void Dispose() => models.Dispose();

    [Fact]
    public void Auto_selects_the_best_complete_model()
    {
        foreach (var name in (string[])[ModelNames.Tiny, ModelNames.Demo, "my/own", Int8, Fp32])
        {
            ModelFiles.Install(models.Path, name);
            Assert.Equal(name, ModelSelection.Resolve("auto", models.Path).Folder.Name);
        }

        File.Delete(models[$"{Fp32}/merges.txt"]);
        Assert.Equal(Int8, ModelSelection.Resolve("auto", models.Path).Folder.Name);
    }

    [Fact]
    public void Bundled_models_are_stand_ins_and_that_with_random_weights_has_no_knowledge()
    {
        ModelFiles.Install(models.Path, ModelNames.Tiny);
        Assert.Equal((false, true), Facts("auto"));
        Assert.Contains("meaningless", ModelSelection.Resolve("auto", models.Path).Caution, StringComparison.Ordinal);

        ModelFiles.Install(models.Path, ModelNames.Demo);
        Assert.Equal((true, true), Facts("auto"));
        Assert.Contains("It recognises the bundled drawings", ModelSelection.Resolve("auto", models.Path).Caution, StringComparison.Ordinal);

        ModelFiles.Install(models.Path, Int8);
        Assert.Equal((true, false), Facts("auto"));
        Assert.Null(ModelSelection.Resolve("auto", models.Path).Caution);
        Assert.Equal((false, true), Facts(ModelNames.Tiny));

        (bool, bool) Facts(string name) => ModelSelection.Resolve(name, models.Path) is var chosen ? (chosen.HasKnowledge, chosen.IsStandIn) : default;
    }

    [Fact]
    public void A_real_model_is_missing_until_one_is_complete()
    {
        Assert.True(ModelSelection.LacksRealModel("auto", models.Path));
        ModelFiles.Install(models.Path, ModelNames.Tiny);
        ModelFiles.Install(models.Path, ModelNames.Demo);
        ModelFiles.Install(models.Path, Int8);
        File.Delete(models[$"{Int8}/merges.txt"]);
        Assert.True(ModelSelection.LacksRealModel("auto", models.Path));
        Assert.False(ModelSelection.LacksRealModel(ModelNames.Demo, models.Path));

        ModelFiles.Install(models.Path, "my/own");
        Assert.False(ModelSelection.LacksRealModel("auto", models.Path));
    }

    [Fact]
    public void A_missing_model_is_reported_with_the_installed_ones_and_the_download_command()
    {
        ModelFiles.Install(models.Path, "my/own");

        var error = Assert.Throws<ModelException>(() => ModelSelection.Resolve(Fp32, models.Path));

        Assert.Contains($"model pull {Fp32}", error.Message, StringComparison.Ordinal);
        Assert.Contains("Installed: my/own.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_incomplete_model_is_reported_with_its_missing_files()
    {
        ModelFiles.Install(models.Path, Int8);
        File.Delete(models[$"{Int8}/vocab.json"]);
        File.WriteAllText(models[$"{Int8}/onnx/text_model.onnx"], "");

        var error = Assert.Throws<ModelException>(() => ModelSelection.Resolve(Int8, models.Path));

        Assert.Contains("Missing: vocab.json, onnx/text_model.onnx.", error.Message, StringComparison.Ordinal);
        Assert.Contains($"model pull {Int8}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("models")]
    [InlineData("none/such")]
    public void Auto_without_any_model_reports_how_to_install_one(string modelsDir)
    {
        var error = Assert.Throws<ModelException>(() => ModelSelection.Resolve("auto", models[modelsDir]));

        Assert.Contains($"model pull {Fp32}", error.Message, StringComparison.Ordinal);
        Assert.Contains(models[modelsDir], error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../etc")]
    [InlineData("openai/..")]
    [InlineData("openai/../../etc")]
    [InlineData("/etc/passwd")]
    [InlineData("openai")]
    [InlineData("a/b/c")]
    [InlineData("a\\b/c")]
    [InlineData(".partial/x")]
    [InlineData("a/b\n")]
    [InlineData("a/b.")]
    [InlineData("")]
    public void An_invalid_model_name_is_refused(string name)
    {
        Assert.False(ModelNames.IsValid(name));
        var error = Assert.Throws<ModelException>(() => ModelSelection.Resolve(name, models.Path));
        Assert.Contains("is not a model name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_has_complete_and_incomplete_models_only()
    {
        ModelFiles.Install(models.Path, "my/own");
        Directory.CreateDirectory(models["my/empty"]);
        Directory.CreateDirectory(models[".partial/my/other"]);
        File.WriteAllText(models["README.md"], "");

        Assert.Equal([("my/empty", false), ("my/own", true)], InstalledModel.List(models.Path).Select(model => (model.Name, model.IsComplete)));
    }

    [Fact]
    public void An_invalid_configuration_of_the_best_model_is_an_error()
    {
        ModelFiles.Install(models.Path, "my/own");
        ModelFiles.Install(models.Path, Fp32);
        File.WriteAllText(models[$"{Fp32}/config.json"], "{");

        var error = Assert.Throws<ModelException>(() => ModelSelection.Resolve("auto", models.Path));

        Assert.Contains(models[$"{Fp32}/config.json"], error.Message, StringComparison.Ordinal);
    }
}
