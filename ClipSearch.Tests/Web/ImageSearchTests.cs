using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Search;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>Searching with an image, with a photo of the library, and in combination with text.</summary>
[Collection(GalleryCollection.Name)]
public sealed class ImageSearchTests(GalleryFixture gallery)
{
    private readonly TestSite _site = gallery.Site;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_of_the_library_finds_itself_first()
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(gallery.Library.Folder, "drawn/017.jpg"), Token);

        var raw = await SendAsync(new ByteArrayContent(bytes));
        var form = await SendAsync(Form(bytes, "../../evil <b>.jpg"), "/api/search?limit=5&folder=drawn");

        foreach (var response in new[] { raw, form })
        {
            Assert.Equal("drawn/017.jpg", response.GetProperty("hits")[0].GetProperty("path").GetString());
            Assert.Equal(1, response.GetProperty("hits")[0].GetProperty("score").GetDouble(), 4);
        }

        Assert.Equal(5, form.GetProperty("hits").GetArrayLength());
        Assert.Equal(GalleryFixture.Photos - 4, form.GetProperty("total").GetInt32());
        var again = await _site.JsonAsync($"/api/search?picture={raw.GetProperty("picture").GetString()}");
        Assert.Equal(Paths(raw), Paths(again));
    }

    [Fact]
    public async Task Similar_photos_exclude_the_photo_itself()
    {
        var photo = (await _site.JsonAsync("/api/search?q=really-a-png&limit=1")).GetProperty("hits")[0];
        var id = photo.GetProperty("id").GetInt64();

        var similar = await _site.JsonAsync($"/api/photos/{id}/similar?limit=200");

        Assert.Equal(GalleryFixture.Photos - 1, similar.GetProperty("total").GetInt32());
        Assert.DoesNotContain(similar.GetProperty("hits").EnumerateArray(), hit => hit.GetProperty("id").GetInt64() == id);
        var page = await _site.PageAsync($"/?like={id}&limit=200");
        Assert.Equal(Paths(similar).Count, page.QuerySelectorAll("#hits > [data-photo]").Length);
        Assert.Contains("Best matches for this image · 59 photos", page.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/photos/{id}/thumb", page.QuerySelector(".like img")!.GetAttribute("src"));
        await _site.JsonAsync("/api/photos/987654321/similar", 404);
        await _site.PageAsync("/?like=987654321", 404);
    }

    [Fact]
    public async Task Text_image_and_excluded_words_have_their_weights()
    {
        var library = gallery.Library;
        var photo = (await library.Search.SearchAsync(new PhotoQuery("drawn/017.jpg") { Limit = 1 }, Token)).Hits[0].Photo.Id;
        using var encoder = TextEncoder.Load(library.Model);
        var (cat, dog) = (encoder.Encode("cat"), encoder.Encode("dog"));
        var like = (await library.Embeddings.EmbeddingAsync(photo, Token))!;
        var expected = Embedding.Normalize([.. Enumerable.Range(0, cat.Dimensions)
            .Select(i => (0.25f * cat.Values.Span[i]) + (0.75f * like.Values.Span[i]) - (0.4f * dog.Values.Span[i]))]);

        var result = await library.Search.SearchAsync(new PhotoQuery("cat -dog") { LikePhotos = [photo], PictureWeight = 0.75f, MinusWeight = 0.4f }, Token);

        Assert.Equal(PhotoSearch.DefaultLimit, result.Hits.Count);
        foreach (var hit in result.Hits.Take(5))
            Assert.Equal(StoredEmbedding.Similarity(expected, (await library.Embeddings.EmbeddingAsync(hit.Photo.Id, Token))!), hit.Score, 4);
        Assert.Equal(result.Hits.OrderByDescending(hit => hit.Score).Select(hit => hit.Photo.Id), result.Hits.Select(hit => hit.Photo.Id));
    }

    [Fact]
    public async Task An_uploaded_image_is_part_of_the_URL()
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(gallery.Library.Folder, "drawn/018.jpg"), Token);
        using var form = Form(bytes, "a.jpg");
        var response = await _site.Client.PostAsync("/search/picture?q=cat", form, Token);

        Assert.Equal(303, (int)response.StatusCode);
        var address = response.Headers.Location!.ToString();
        var page = await _site.PageAsync(address);
        Assert.Equal("cat", page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector(".like input[type=hidden][name=picture]"));
        Assert.Equal("image/webp", (await _site.GetAsync(page.QuerySelector(".like img")!.GetAttribute("src")!)).Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_form_keeps_the_weights()
    {
        var page = await _site.PageAsync("/?q=cat&like=1&pictureWeight=0.8&minusWeight=0.1");
        var weight = page.QuerySelector(".like input[type=range][name=pictureWeight]")!;
        Assert.Equal(("0.8", "0", "1"), (weight.GetAttribute("value"), weight.GetAttribute("min"), weight.GetAttribute("max")));
        Assert.Equal("0.1", page.QuerySelector("input[type=hidden][name=minusWeight]")!.GetAttribute("value"));
        Assert.Null((await _site.PageAsync("/?q=cat")).QuerySelector("[name=pictureWeight], [name=minusWeight]"));
        Assert.Equal("0.5", (await _site.PageAsync("/?like=1")).QuerySelector("[name=pictureWeight]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Invalid_images_are_refused_with_a_message()
    {
        await RefusedAsync(new ByteArrayContent("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray()), 400, "its content is not jpeg");
        await RefusedAsync(new ByteArrayContent([]), 400, "in the form field “image”");
        await RefusedAsync(Form([], "empty.jpg"), 400, "in the form field “image”");
        var broken = new ByteArrayContent("no boundary here"u8.ToArray());
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        await RefusedAsync(broken, 400, "cannot be read");
        Assert.Contains("Upload it again", (await _site.JsonAsync($"/api/search?picture={new string('0', 64)}", 404)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("Describe a photo", (await _site.JsonAsync("/api/search?q=-cat", 400)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static MultipartFormDataContent Form(byte[] bytes, string name) => new() { { new ByteArrayContent(bytes), "image", name } };

    private static List<string?> Paths(JsonElement results) => [.. results.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("path").GetString())];

    private async Task RefusedAsync(HttpContent content, int status, string message)
    {
        var response = await _site.Client.PostAsync("/api/search", content, Token);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(message, (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> SendAsync(HttpContent content, string address = "/api/search")
    {
        var response = await _site.Client.PostAsync(address, content, Token);
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Token);
    }
}
