using ClipSearch.Core.Models;

namespace ClipSearch.Tests.Models;

public sealed class ModelConfigTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_size_comes_from_the_files()
    {
        var config = Read(ModelFiles.Config, ModelFiles.Preprocessor);

        Assert.Equal((16, 20, 300), (config.EmbeddingDimensions, config.ContextLength, config.VocabularySize));
        Assert.Equal((32, 32), (config.Pixels.ResizeShortestEdge, config.Pixels.CropSize));
        Assert.Equal([0.5f, 0.4f, 0.3f], config.Pixels.Mean);
        Assert.Equal([0.25f, 0.26f, 0.27f], config.Pixels.Std);
    }

    [Fact]
    public void Missing_keys_have_the_defaults_of_transformers()
    {
        var config = Read(
            """{"model_type":"clip","projection_dim":768,"text_config":{"bos_token_id":0,"eos_token_id":2,"dropout":0.0},"vision_config":{"dropout":0.0}}""",
            ModelFiles.Preprocessor);

        Assert.Equal((768, 77, 49408), (config.EmbeddingDimensions, config.ContextLength, config.VocabularySize));
    }

    [Theory]
    [InlineData("""{"shortest_edge":40}""", """{"height":32,"width":32}""")]
    [InlineData("40", "32")]
    [InlineData("40", """{"height":32,"width":32}""")]
    public void Sizes_may_be_numbers_or_objects(string size, string crop)
    {
        var config = Read(ModelFiles.Config, $$"""{"size":{{size}},"crop_size":{{crop}},"image_mean":[0,0,0],"image_std":[1,1,1]}""");

        Assert.Equal((40, 32), (config.Pixels.ResizeShortestEdge, config.Pixels.CropSize));
    }

    [Theory]
    [InlineData("\"projection_dim\":16", "\"projection_dim\":1000000000", "projection_dim is 1000000000 in ")]
    [InlineData("\"projection_dim\":16", "\"projection_dim\":-1", "from 1 to 4096")]
    [InlineData("\"projection_dim\":16", "\"projection_dim\":1e99", "projection_dim is 1e99")]
    [InlineData("\"projection_dim\":16", "\"projection_dim\":\"16\"", "projection_dim is \"16\"")]
    [InlineData("\"projection_dim\":16,", "", "projection_dim is missing")]
    [InlineData("\"max_position_embeddings\":20", "\"max_position_embeddings\":2", "text_config.max_position_embeddings is 2")]
    [InlineData("\"vocab_size\":300", "\"vocab_size\":2147483648", "text_config.vocab_size is 2147483648")]
    [InlineData("\"image_size\":32", "\"image_size\":64", "must belong to the same model")]
    [InlineData("\"clip\"", "\"siglip\"", "model_type is \"siglip\"")]
    [InlineData("\"clip\"", "\"\\ud800\"", "not valid Unicode")]
    [InlineData("{\"model_type\":\"clip\",", "{", "model_type is missing")]
    [InlineData("\"text_config\":{", "\"text_config\":7,\"x\":{", "text_config is 7")]
    public void An_invalid_config_is_reported_with_key_value_and_place(string right, string wrong, string expected)
    {
        Assert.Contains(right, ModelFiles.Config, StringComparison.Ordinal);
        var error = Assert.Throws<ModelException>(() =>
            Read(ModelFiles.Config.Replace(right, wrong, StringComparison.Ordinal), ModelFiles.Preprocessor));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"resample\":3", "\"resample\":2", "resample is 2")]
    [InlineData("\"resample\":3", "\"do_center_crop\":false", "do_center_crop is false")]
    [InlineData("\"resample\":3", "\"do_normalize\":\"no\"", "do_normalize is \"no\"")]
    [InlineData("\"resample\":3", "\"rescale_factor\":1", "rescale_factor is 1")]
    [InlineData("{\"shortest_edge\":32}", "{\"shortest_edge\":1000000000}", "size.shortest_edge is 1000000000")]
    [InlineData("{\"shortest_edge\":32}", "31", "crop_size is {\"height\":32,\"width\":32} in ")]
    [InlineData("{\"shortest_edge\":32}", "{\"height\":32,\"width\":32}", "size has no shortest edge")]
    [InlineData("{\"height\":32,\"width\":32}", "{\"height\":32,\"width\":31}", "32 high and 31 wide")]
    [InlineData("{\"height\":32,\"width\":32}", "{\"height\":32}", "has no height or no width")]
    [InlineData("[0.5,0.4,0.3]", "[0.5,0.4]", "image_mean is [0.5,0.4]")]
    [InlineData("[0.5,0.4,0.3]", "[123.7,116.3,103.5]", "image_mean is [123.7")]
    [InlineData("[0.25,0.26,0.27]", "[0.25,0,0.27]", "image_std is [0.25,0,0.27]")]
    [InlineData("[0.25,0.26,0.27]", "[1e999,1,1]", "three numbers from 0.001 to 10")]
    [InlineData("\"image_mean\":[0.5,0.4,0.3],", "", "image_mean is missing")]
    public void An_invalid_preprocessor_config_is_reported_with_key_and_value(string right, string wrong, string expected)
    {
        Assert.Contains(right, ModelFiles.Preprocessor, StringComparison.Ordinal);
        var error = Assert.Throws<ModelException>(() =>
            Read(ModelFiles.Config, ModelFiles.Preprocessor.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is not JSON (line 1)")]
    [InlineData("{\"a\":\n1", "is not JSON (line 2)")]
    [InlineData("[1]", "is not a JSON object")]
    public void A_file_that_is_not_a_JSON_object_is_reported(string text, string expected)
    {
        var error = Assert.Throws<ModelException>(() => Read(text, ModelFiles.Preprocessor));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_file_is_refused()
    {
        var error = Assert.Throws<ModelException>(() => Read(ModelFiles.Config + new string(' ', 2_000_000), ModelFiles.Preprocessor));

        Assert.Contains("the limit is 1000000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var error = Assert.Throws<ModelException>(() => Read(new string('[', 100_000), ModelFiles.Preprocessor));

        Assert.Contains("is not JSON", error.Message, StringComparison.Ordinal);
    }

    private ModelConfig Read(string config, string preprocessor)
    {
        File.WriteAllText(folder["config.json"], config);
        File.WriteAllText(folder["preprocessor_config.json"], preprocessor);
        return ModelConfig.Read(folder.Path);
    }
}
