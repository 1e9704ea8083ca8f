using ClipSearch.Core.Data;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ClipSearch.Tests.Data;

public sealed class MigratorTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migration_12_converts_embeddings_to_half_precision_and_logs_it()
    {
        var url = await OldDatabase.CreateAsync(postgres, 12);
        await using var connection = new NpgsqlConnection(url);
        await connection.OpenAsync(Token);
        await OldDatabase.RunAsync(
            connection,
            """
            INSERT INTO models (name, fingerprint, dimensions) VALUES ('an/old-model', 'old', 3), ('another/model', 'old', 2);
            CREATE TABLE embeddings_1 (picture_id bigint PRIMARY KEY REFERENCES pictures ON DELETE CASCADE, embedding vector(3) NOT NULL);
            CREATE TABLE embeddings_2 (picture_id bigint PRIMARY KEY REFERENCES pictures ON DELETE CASCADE, embedding vector(2) NOT NULL);
            CREATE INDEX embeddings_1_hnsw ON embeddings_1 USING hnsw (embedding vector_ip_ops);
            INSERT INTO pictures (content_hash, width, height) SELECT sha256('a'), 3, 2;
            INSERT INTO embeddings_1 SELECT id, '[0.6,-0.8,0.0001]' FROM pictures;
            """);

        var log = new LogLines();
        using (var loggers = LoggerFactory.Create(logging => logging.AddProvider(log)))
            await new Migrator(url, loggers.CreateLogger<Migrator>()).MigrateAsync(Token);

        Assert.Equal("halfvec(3), plain", await ColumnAsync("embeddings_1"));
        Assert.Equal("halfvec(2), plain", await ColumnAsync("embeddings_2"));
        Assert.Equal("[0.60009766,-0.7998047,0.000100016594]", await OldDatabase.RunAsync(connection, "SELECT embedding::text FROM embeddings_1"));
        Assert.Equal(false, await OldDatabase.RunAsync(connection, "SELECT to_regclass('embeddings_1_hnsw') IS NOT NULL"));
        Assert.Contains(log.All, line => line.Contains("embeddings of an/old-model to half precision", StringComparison.Ordinal));
        Assert.Contains(log.All, line => line.Contains("embeddings of another/model to half precision", StringComparison.Ordinal));

        async Task<object?> ColumnAsync(string table) => await OldDatabase.RunAsync(
            connection,
            $"SELECT format_type(atttypid, atttypmod) || ', ' || CASE attstorage WHEN 'p' THEN 'plain' ELSE 'out of line' END FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attname = 'embedding'");
    }

    [Fact]
    public async Task A_library_of_version_17_gets_the_names_photo_and_image_and_keeps_its_content()
    {
        var url = await OldDatabase.CreateAsync(postgres, 17);
        await using var connection = new NpgsqlConnection(url);
        await connection.OpenAsync(Token);
        await OldDatabase.RunAsync(
            connection,
            """
            INSERT INTO models (name, fingerprint, dimensions) VALUES ('a/model', 'print', 3);
            CREATE TABLE embeddings_1 (picture_id bigint PRIMARY KEY REFERENCES pictures ON DELETE CASCADE, embedding halfvec(3) NOT NULL);
            CREATE TRIGGER tell_of_change AFTER INSERT OR UPDATE OR DELETE ON embeddings_1 FOR EACH ROW EXECUTE FUNCTION tell_of_change();
            INSERT INTO pictures (content_hash, width, height) SELECT sha256('a'), 3, 2 UNION ALL SELECT sha256('b'), 3, 2;
            INSERT INTO embeddings_1 SELECT id, '[0.6,-0.8,0]' FROM pictures;
            INSERT INTO photos (path, picture_id, bytes, modified_ticks, taken_at)
            SELECT path, 1, 1, 1, now() FROM unnest(ARRAY['/a/b/1.jpg', 's3://bucket/a\b/2.jpg', 'https://host/a\b/3.jpg', 'C:\a\4.jpg']) AS path;
            INSERT INTO likenesses VALUES (1, 2);
            CREATE TABLE albums (picture_id bigint CONSTRAINT albums_picture_key UNIQUE);
            INSERT INTO stacks VALUES (1, 1), (2, 1);
            """);

        await new Migrator(url, NullLogger<Migrator>.Instance).MigrateAsync(Token);

        Assert.Equal(
            ["/a/b/", "C:\\a\\", "https://host/a\\b/", "s3://bucket/a\\b/"],
            (string[])(await OldDatabase.RunAsync(connection, "SELECT array_agg(folder ORDER BY folder) FROM photos"))!);
        Assert.Equal(4L, await OldDatabase.RunAsync(connection, "SELECT count(*) FROM photos JOIN images ON images.id = image_id JOIN embeddings_1 USING (image_id)"));
        Assert.Equal(2L, await OldDatabase.RunAsync(connection, "SELECT count(*) FROM stacks JOIN near_duplicates ON stacks.image_id IN (near_duplicates.image_id, other_id)"));
        Assert.Null(await OldDatabase.RunAsync(
            connection,
            """
            SELECT relname FROM pg_class WHERE relname ~ 'picture|likenesses' AND relname !~ 'albums'
            UNION ALL SELECT attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE relkind = 'r' AND relname <> 'albums' AND attname ~ 'picture|likenesses'
            UNION ALL SELECT conname FROM pg_constraint WHERE conname ~ 'picture|likenesses' AND conname !~ 'albums' UNION ALL SELECT tgname FROM pg_trigger WHERE tgname ~ 'tell'
            UNION ALL SELECT proname FROM pg_proc WHERE proname ~ 'tell_of'
            """));
        // The table of another application is not changed.
        Assert.Equal(0L, await OldDatabase.RunAsync(connection, "SELECT count(picture_id) FROM albums"));
        Assert.Equal(1L, await OldDatabase.RunAsync(connection, "SELECT count(*) FROM pg_constraint WHERE conname = 'albums_picture_key'"));
        // Uploads, searches and another start work on the renamed tables.
        await using var library = new TestLibrary(url);
        library.Draw(1, "a.jpg");
        Assert.Equal(1, (await library.SyncAsync(Token)).Embedded);
        Assert.Equal(["a.jpg"], await library.FindAsync());
    }

    [Fact]
    public async Task A_library_of_version_18_keeps_its_dates_until_its_files_are_read_again()
    {
        var url = await OldDatabase.CreateAsync(postgres, 18);
        await using var connection = new NpgsqlConnection(url);
        await connection.OpenAsync(Token);
        await OldDatabase.RunAsync(
            connection,
            """
            INSERT INTO images (content_hash, width, height, format, taken_at, utc_offset) VALUES
                (sha256('a'), 3, 2, 'jpeg', '2019-07-04 18:02:11', '9 hours'), (sha256('b'), 3, 2, 'jpeg', NULL, NULL);
            INSERT INTO photos (path, image_id, bytes, modified_ticks, taken_at) SELECT '/' || id || '.jpg', id, 1, 1, coalesce(taken_at, '2020-01-02') FROM images;
            INSERT INTO trash (path, trash_path, image_id, bytes, modified_ticks, taken_at) SELECT path, '/trash' || path, image_id, 1, 1, taken_at FROM photos;
            """);

        await new Migrator(url, NullLogger<Migrator>.Instance).MigrateAsync(Token);

        await using var library = new TestLibrary(url);
        var photos = (await library.Lookup.ListAsync(PhotoFilter.None, 9, 0, Token)).Photos;
        Assert.Equal(
            [(new DateTime(2020, 1, 2), null, DateSource.FileTime), (new DateTime(2019, 7, 4, 18, 2, 11), TimeSpan.FromHours(9), DateSource.ExifOriginal)],
            photos.Select(photo => (photo.TakenAt, photo.UtcOffset, photo.TakenAtSource)));
        Assert.Equal(2, (await library.Trash.ListAsync(Token)).Count);
        // A process of the version before still writes rows.
        await OldDatabase.RunAsync(connection, "INSERT INTO photos (path, image_id, bytes, modified_ticks, taken_at) SELECT '/c.jpg', id, 1, 1, now() FROM images LIMIT 1");
        Assert.NotNull(await library.Lookup.FindByPathAsync("/c.jpg", Token));
    }

    [Fact]
    public async Task A_library_of_version_24_reads_failed_files_and_formats_with_several_images_again()
    {
        var url = await OldDatabase.CreateAsync(postgres, 24);
        await using var connection = new NpgsqlConnection(url);
        await connection.OpenAsync(Token);
        await OldDatabase.RunAsync(
            connection,
            """
            INSERT INTO images (content_hash, width, height, format, metadata_version) VALUES
                (sha256('a'), 3, 2, 'jpeg', 1), (sha256('b'), 3, 2, 'gif', 1), (sha256('c'), 3, 2, 'jpeg', 0);
            INSERT INTO photos (path, image_id, bytes, modified_ticks, taken_at) SELECT '/' || id || '.jpg', id, 1, 1, now() FROM images;
            INSERT INTO failures (path, reason, bytes, modified_ticks) VALUES ('/a.heic', 'cannot be read', 1, 1);
            """);

        await new Migrator(url, NullLogger<Migrator>.Instance).MigrateAsync(Token);

        var versions = (int[])(await OldDatabase.RunAsync(connection, "SELECT array_agg(metadata_version ORDER BY id) FROM images"))!;
        Assert.Equal(new[] { 2, 1, 0 }, versions);
        await using var library = new TestLibrary(url);
        Assert.Null(Assert.Single(await library.Failures.ListBelowAsync("/", Token)).Content);
        Assert.All((await library.Lookup.ListAsync(PhotoFilter.None, 9, 0, Token)).Photos, photo => Assert.Equal(1, photo.Frames));
        // A process of the version before still writes rows.
        await OldDatabase.RunAsync(
            connection, "INSERT INTO failures (path, reason) VALUES ('/b.jpg', 'cannot be read'); INSERT INTO images (content_hash, width, height, format) SELECT sha256('d'), 3, 2, 'gif'");
        Assert.Equal(2, (await library.Failures.FirstAsync([""], Token)).Total);
    }

    [Fact]
    public async Task A_migrated_database_is_checked_with_one_connection()
    {
        var url = await postgres.NewDatabaseAsync();
        await using var network = DatabaseRelay.To(url);
        await MigrateAsync();
        Assert.Equal(2, network.Connections);

        await MigrateAsync();

        Assert.Equal(3, network.Connections);

        Task MigrateAsync() => new Migrator(network.ConnectionString, NullLogger<Migrator>.Instance).MigrateAsync(Token);
    }

    [Fact]
    public async Task A_pgvector_that_cannot_be_updated_is_reported_with_both_versions_and_the_remedy()
    {
        var url = await postgres.NewDatabaseAsync();
        await using (var connection = new NpgsqlConnection(url))
        {
            await connection.OpenAsync(Token);
            await OldDatabase.RunAsync(connection, "CREATE EXTENSION vector; UPDATE pg_extension SET extversion = '0.6.9' WHERE extname = 'vector'");
        }

        await using var library = new TestLibrary(url);
        var error = await Assert.ThrowsAsync<DatabaseUnusableException>(() => library.Nearest.CountAsync(Token));

        Assert.All(["pgvector 0.6.9", "0.8.0 or later", "ALTER EXTENSION vector UPDATE"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("extensions", "public")]
    [InlineData("Weird \"name\"", "\"$user\", public")]
    [InlineData("extensions", "own")]
    public async Task A_pgvector_in_a_schema_outside_the_search_path_is_found(string schema, string searchPath)
    {
        var url = await postgres.NewDatabaseAsync();
        await using (var connection = new NpgsqlConnection(url))
        {
            await connection.OpenAsync(Token);
            var quoted = $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            await OldDatabase.RunAsync(connection, $"CREATE SCHEMA own; CREATE SCHEMA {quoted}; CREATE EXTENSION vector SCHEMA {quoted}");
        }

        url = new NpgsqlConnectionStringBuilder(url) { SearchPath = searchPath }.ConnectionString;
        await using var library = new TestLibrary(url);
        library.Draw(1, "a.jpg");
        library.Draw(2, "b.jpg");

        Assert.Equal(2, (await library.SyncAsync(Token)).Embedded);
        Assert.Equal(["a.jpg", "b.jpg"], (await library.FindAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(searchPath == "own" ? "own" : "public", await library.SqlAsync("SELECT relnamespace::regnamespace::text FROM pg_class WHERE oid = 'photos'::regclass"));
        // A start with existing tables.
        await using var other = new TestLibrary(url, library.Folder);
        Assert.Equal(2, (await other.FindAsync()).Count);
    }

    [Fact]
    public async Task A_pgvector_in_a_schema_without_USAGE_is_reported_with_the_remedy()
    {
        var url = await postgres.NewDatabaseAsync();
        var role = $"reader_{Guid.NewGuid():N}";
        await using (var connection = new NpgsqlConnection(url))
        {
            await connection.OpenAsync(Token);
            await OldDatabase.RunAsync(connection, $"CREATE SCHEMA extensions; CREATE EXTENSION vector SCHEMA extensions; CREATE ROLE {role} LOGIN; GRANT CREATE ON SCHEMA public TO {role}");
        }

        await using var library = new TestLibrary(new NpgsqlConnectionStringBuilder(url) { Username = role }.ConnectionString);
        var error = await Assert.ThrowsAsync<DatabaseUnusableException>(() => library.Nearest.CountAsync(Token));

        Assert.Contains($"GRANT USAGE ON SCHEMA extensions TO {role}", error.Message, StringComparison.Ordinal);
    }
}
