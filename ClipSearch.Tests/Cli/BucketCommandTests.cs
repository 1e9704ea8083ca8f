using System.Text.Json;
using ClipSearch.Core.Postgres;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Cli;

public sealed class BucketCommandTests(PostgresFixture postgres, S3Fixture s3)
{
    [Fact]
    public async Task A_bucket_is_seeded_in_steps_and_searched()
    {
        var bucket = await s3.NewBucketAsync();
        for (var i = 1; i <= 3; i++)
            await bucket.DrawAsync(i, $"trip/{i}.jpg");
        await bucket.PutAsync("trip/broken.jpg", "not an image"u8.ToArray());
        await bucket.DrawAsync(4, "elsewhere.jpg");
        await using var library = await postgres.NewLibraryAsync(bucket);

        var first = await ClipSearchProcess.RunAsync(library.Options, "seed", bucket.Address("trip/"), "--max-images", "2");
        var second = await ClipSearchProcess.RunAsync(library.Options, "seed", bucket.Address("trip"));
        var found = await ClipSearchProcess.RunAsync(library.Options, "search", "man jumping", "--folder", bucket.Address("trip"), "--no-stacks", "--json");

        Assert.Equal((0, ""), (first.ExitCode, first.Error.Contains("at ClipSearch", StringComparison.Ordinal) ? first.Error : ""));
        Assert.StartsWith($"4 photos in {bucket.Address("trip")}: 2 embedded, 0 recognized, 0 unchanged, 0 removed, 0 failed in ", first.Output, StringComparison.Ordinal);
        Assert.EndsWith(" 2 remaining for the next run.\n", first.Output, StringComparison.Ordinal);
        Assert.StartsWith($"4 photos in {bucket.Address("trip")}: 1 embedded, 0 recognized, 2 unchanged, 0 removed, 1 failed in ", second.Output, StringComparison.Ordinal);
        Assert.EndsWith(" photos/s).\n", second.Output, StringComparison.Ordinal);
        Assert.Contains(bucket.Address("trip/broken.jpg"), second.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(found.Output);
        Assert.Equal(
            Enumerable.Range(1, 3).Select(i => bucket.Address($"trip/{i}.jpg")),
            document.RootElement.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("path").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_folder_on_disk_is_seeded_in_steps()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        library.Draw(2, "b.jpg");

        var (exitCode, output, _) = await ClipSearchProcess.RunAsync(library.Options, "seed", "--max-images", "1");

        Assert.Equal(0, exitCode);
        Assert.Contains("2 photos in", output, StringComparison.Ordinal);
        Assert.Contains(": 1 embedded, ", output, StringComparison.Ordinal);
        Assert.EndsWith(" 1 remaining for the next run.\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3:// has no bucket name; write s3://bucket or s3://bucket/folder.", "seed", "s3://")]
    [InlineData("s3:///trip has no bucket name; write s3://bucket or s3://bucket/folder.", "seed", "s3:///trip")]
    [InlineData("--max-images must be a whole number of 1 or more.", "seed", "--max-images", "0")]
    [InlineData("--max-images must be a whole number of 1 or more.", "seed", "--max-images", "many")]
    public async Task Wrong_usage_of_seed_exits_with_2_and_a_message(string message, params string[] arguments)
    {
        var (exitCode, output, error) = await ClipSearchProcess.RunAsync(new ClipSearchOptions(), arguments);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_checks_the_bucket_and_reports_errors_without_secrets()
    {
        var bucket = await s3.NewBucketAsync();
        await bucket.DrawAsync(1, "trip/a.jpg");
        await using var library = await postgres.NewLibraryAsync(bucket);
        library.Draw(1, "a.jpg");
        ClipSearchOptions With(S3Keys keys) => new()
        {
            DatabaseUrl = library.Options.DatabaseUrl,
            PhotosDirs = [library.Folder, bucket.Address("trip")],
            DataDir = library.Options.DataDir,
            ModelsDir = library.Options.ModelsDir,
            ClipModel = library.Options.ClipModel,
            S3Endpoint = bucket.Endpoint,
            S3Keys = keys,
        };

        var passing = await ClipSearchProcess.RunAsync(With(library.Options.S3Keys!), "doctor");
        var failing = await ClipSearchProcess.RunAsync(With(new S3Keys(S3Fixture.KeyId, "an0ther-s3cret")), "doctor");
        var seed = await ClipSearchProcess.RunAsync(With(new S3Keys(S3Fixture.KeyId, "an0ther-s3cret")), "seed", bucket.Address());

        Assert.Equal(0, passing.ExitCode);
        Assert.Contains($"ok    photos: 1 photos in {library.Folder}.", passing.Output, StringComparison.Ordinal);
        Assert.Contains($"ok    bucket: 1 photos in {bucket.Address("trip")}.", passing.Output, StringComparison.Ordinal);
        Assert.Equal((1, 1, ""), (failing.ExitCode, seed.ExitCode, seed.Output));
        Assert.Contains("FAIL  bucket: ", failing.Output, StringComparison.Ordinal);
        Assert.Contains("ok    photos: ", failing.Output, StringComparison.Ordinal);
        foreach (var text in new[] { failing.Output, seed.Error })
            Assert.Contains("check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY", text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", passing.Output + passing.Error + failing.Output + failing.Error + seed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", seed.Error, StringComparison.Ordinal);
    }
}
