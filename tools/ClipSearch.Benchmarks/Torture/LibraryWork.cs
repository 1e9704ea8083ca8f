using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Torture;

namespace ClipSearch.Benchmarks.Torture;

/// <summary>
/// Runs all kinds of operations on a library in parallel and records their results: files are added to its folder, photos are uploaded fast
/// and slowly, deleted and restored. The photos are drawings by number, so that each has unique content.
/// </summary>
internal sealed class LibraryWork(LibraryFiles files, PhotoLedger ledger, int seed)
{
    private const int Uploaders = 2;
    private const int Movers = 2;

    /// <summary>The number of files that are added at once, as when a folder is copied.</summary>
    private const int FilesAtOnce = 8;

    private int _numbers;
    private int _rounds;
    private int _uploads;
    private int _deletes;
    private int _restores;
    private readonly ConcurrentDictionary<string, int> _others = new(StringComparer.Ordinal);

    /// <summary>The results so far, as one line of figures.</summary>
    public string Figures => $"{ledger.Count} photos, {_uploads} uploads, {_deletes} deletes and {_restores} restores succeeded, others: {string.Join(", ", _others.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} × {pair.Key}"))}";

    /// <summary>Writes photos to the folder.</summary>
    public async Task ImportAsync(int count, CancellationToken cancellationToken)
    {
        for (; count > 0; count--)
        {
            var (content, name) = Draw();
            ledger.Add(content, name, Place.Library);
            var folder = Directory.CreateDirectory(Path.Combine(files.Folder, $"import-{Volatile.Read(ref _numbers) / 100:D4}"));
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), content, cancellationToken);
        }
    }

    /// <summary>Runs operations until it is stopped or the site closes all connections. Waits for running requests.</summary>
    /// <param name="client">The client of the site.</param>
    /// <param name="pace">The time between two operations of the same kind.</param>
    /// <param name="stop">Stops the operations.</param>
    public async Task RunAsync(LibraryClient client, TimeSpan pace, CancellationToken stop)
    {
        var round = Interlocked.Increment(ref _rounds);
        await Task.WhenAll(
        [
            RepeatAsync(_ => ImportAsync(FilesAtOnce, CancellationToken.None), pace * 4, stop),
            .. Enumerable.Range(0, Uploaders).Select(i => RepeatAsync(n => UploadAsync(client, isSlow: n % 4 == 3), pace, stop)),
            .. Enumerable.Range(0, Movers).Select(i =>
            {
                var random = new Random(HashCode(round, i));
                return RepeatAsync(_ => MoveAsync(client, random), pace, stop);
            }),
        ]);
    }

    private static async Task RepeatAsync(Func<int, Task> work, TimeSpan pace, CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            await work(n);
            await Task.Delay(pace, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task UploadAsync(LibraryClient client, bool isSlow)
    {
        var (content, name) = Draw();
        var photo = ledger.Add(content, name, Place.Sent);
        await AskAsync("upload", async () =>
        {
            await using var body = isSlow ? new SlowStream(content) : new MemoryStream(content);
            var (status, id) = await client.UploadAsync(body, name, CancellationToken.None);
            if (status is not (HttpStatusCode.Created or HttpStatusCode.OK))
                return status;
            ledger.Book(photo, Place.Library, id);
            Interlocked.Increment(ref _uploads);
            return null;
        });
    }

    private async Task MoveAsync(LibraryClient client, Random random)
    {
        if (random.Next(5) < 3 && ledger.TakeFromLibrary(random) is { Id: { } id } photo)
        {
            // Until the response arrives, the photo may be in the library or in the trash.
            ledger.Book(photo, Place.Either);
            await AskAsync("delete", async () =>
            {
                var (status, trashId) = await client.DeleteAsync(id, CancellationToken.None);
                if (status != HttpStatusCode.OK)
                    return status;
                ledger.Book(photo, Place.Trash, trashId: trashId);
                Interlocked.Increment(ref _deletes);
                return null;
            });
        }
        else if (ledger.TakeFromTrash(random) is { TrashId: { } inTrash } trashed)
        {
            ledger.Book(trashed, Place.Either);
            await AskAsync("restore", async () =>
            {
                var (status, restored) = await client.RestoreAsync(inTrash, CancellationToken.None);
                if (status != HttpStatusCode.OK)
                    return status;
                ledger.Book(trashed, Place.Library, restored!.Id);
                Interlocked.Increment(ref _restores);
                return null;
            });
        }
    }

    /// <param name="what">The name of the operation.</param>
    /// <param name="ask">Sends the request. Returns the status if it is not a success.</param>
    private async Task AskAsync(string what, Func<Task<HttpStatusCode?>> ask)
    {
        string other;
        try
        {
            if (await ask() is not { } status)
                return;
            other = $"{what} {(int)status}";
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            // The site was killed or does not respond.
            other = $"{what} without a response";
        }

        _others.AddOrUpdate(other, 1, (_, count) => count + 1);
    }

    private (byte[] Content, string Name) Draw()
    {
        var number = Interlocked.Increment(ref _numbers);
        return (TestImages.Draw(number, 96, 64), $"{number}.jpg");
    }

    private int HashCode(int round, int worker) => unchecked((((seed * 31) + round) * 31) + worker);

    /// <summary>Content that is sent in small parts with a pause after each.</summary>
    private sealed class SlowStream(byte[] content) : MemoryStream(content)
    {
        private const int Part = 512;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(10, cancellationToken);
            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, Part)], cancellationToken);
        }
    }
}
