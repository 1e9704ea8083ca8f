using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Images;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClipSearch.Core.Sync;

/// <summary>What a sync did.</summary>
/// <param name="Found">Photos in the folders.</param>
/// <param name="Embedded">New or changed photos that the model looked at.</param>
/// <param name="Recognized">Photos whose content was known: moved, copied or touched.</param>
/// <param name="Unchanged">Photos that needed nothing.</param>
/// <param name="Removed">Photos whose file has gone.</param>
/// <param name="Failures">Files and folders that could not be read.</param>
/// <param name="Unavailable">Folders that were left as the library has them, with the reason.</param>
/// <param name="Elapsed">From the start to the end, waiting for another process included.</param>
public sealed record SyncSummary(
    int Found, int Embedded, int Recognized, int Unchanged, int Removed, IReadOnlyList<PhotoFailure> Failures,
    IReadOnlyList<PhotoFailure> Unavailable, TimeSpan Elapsed)
{
    /// <summary>New photos that were left for the next run, since it was told how many to take at most.</summary>
    public int Left { get; init; }

    /// <summary>Whether the library is another one than before.</summary>
    public bool HasChanged => Embedded + Recognized + Removed > 0;

    /// <summary>Photos embedded a second.</summary>
    public double PhotosPerSecond => Embedded / Math.Max(Elapsed.TotalSeconds, 0.001);
}

/// <summary>
/// The way of a photo: folder → plan (new? changed? moved? gone?) → pixels (<see cref="PhotoReader"/>) → embeddings in
/// batches (<see cref="ImageEncoder"/>) → library (<see cref="PhotoRecords"/>).
/// </summary>
public sealed partial class PhotoSync(
    ClipSearchOptions options, PhotoStorage storage, MountPoints mountPoints, PhotoRoots roots, ActiveModel model, ImageDecoders decoders, Database database, PhotoIndex index,
    PhotoRecords records, StackRecords stacks, ILogger<PhotoSync> logger)
{
    /// <summary>After so many failures one after the other, for which the server is to blame, a bucket is left for the next run.</summary>
    private const int MostFailuresInARow = 16;

    /// <summary>
    /// Photos of one run of the image tower, and of one transaction. With ViT-B/32 on two cores a photo takes 30 ms
    /// alone, 23 ms in a batch of four or more; beyond eight only the memory grows.
    /// </summary>
    private const int BatchSize = 8;

    /// <summary>What is known of so many files takes room worth giving back.</summary>
    private const int ManyFiles = 10_000;

    /// <summary>The advisory lock that lets one process at a time sync: others would embed the same photos again.</summary>
    private const long LockKey = 0x436C6970_53796E63;

    /// <summary>Brings the library in step with folders and all below them.</summary>
    /// <param name="folders">Their paths; none lies in another.</param>
    /// <param name="progress">Grows as the work goes on.</param>
    /// <param name="cancellationToken">Stops the work; at most the batch in hand is lost, and the next run goes on.</param>
    /// <param name="mayBeEmpty">
    /// Whether a folder of PHOTOS_DIR, or one outside them, that is suddenly empty, and a drive that is not mounted any more,
    /// shall empty the library, too.
    /// </param>
    /// <param name="atMost">How many new or changed photos to read at most; null for all.</param>
    /// <exception cref="FoldersUnavailableException">None of the folders can be gone by; nothing was changed.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="ModelException">The image tower cannot be loaded.</exception>
    public async Task<SyncSummary> RunAsync(
        IReadOnlyList<string> folders, SyncProgress progress, CancellationToken cancellationToken, bool mayBeEmpty = false, int? atMost = null)
    {
        try
        {
            return await database.RunAsync(
                async (connection, token) =>
                {
                    await using var turn = await connection.BeginTransactionAsync(token);
                    await LockAsync(connection, progress, token);
                    try
                    {
                        return await RunAloneAsync(folders, progress, mayBeEmpty, atMost, token);
                    }
                    finally
                    {
                        if (progress.Status is { ToRead: > 0 } or { Found: > ManyFiles })
                            GiveBackMemory();
                    }
                },
                cancellationToken);
        }
        catch (OperationCanceledException)
        {
            progress.Fail("Stopped; the next run goes on.");
            throw;
        }
        catch (Exception e)
        {
            progress.Fail(e.Message);
            throw;
        }
    }

    private async Task<SyncSummary> RunAloneAsync(
        IReadOnlyList<string> folders, SyncProgress progress, bool mayBeEmpty, int? atMost, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var activity = Telemetry.StartActivity("import");
        progress.Enter(SyncState.Looking);
        var works = new List<FolderWork>();
        var unavailable = new List<PhotoFailure>();
        foreach (var folder in folders)
        {
            var (work, reason) = await LookAsync(folder, mayBeEmpty, cancellationToken);
            if (work is null)
            {
                unavailable.Add(new PhotoFailure(folder, reason!));
                continue;
            }

            works.Add(work);
        }

        // Changes in two folders, between which links lead, may have their library folder listed twice.
        works = [.. works.DistinctBy(work => work.Found.Root)];
        works.RemoveAll(work => works.Exists(other => other != work && PhotoRoots.IsWithin(work.Found.Root, other.Found.Root)));
        foreach (var work in works)
        {
            unavailable.AddRange(PhotoRoots.Outermost(work.Mounts.Missing).Select(point => new PhotoFailure(point, MountPoints.WhyMissing(point))));
            unavailable.AddRange(work.Emptied);
        }

        progress.Withhold([.. unavailable]);
        if (works.Count == 0)
            throw new FoldersUnavailableException(string.Join(" ", unavailable.Select(folder => folder.Reason)));
        // Before photos are taken in: a run that is stopped keeps some.
        foreach (var work in works)
            await records.PutMountPointsAsync(work.Found.Root, work.Mounts.ToRemember, cancellationToken);
        // This process alone syncs, so what is noted was left by one that has ended.
        using var notes = DecodingNotes.Open(options.DataDir, logger);
        works = [.. works.Select(work => work with { Plan = notes.Apply(work.Plan, work.Found.Root) })];
        foreach (var failure in works.SelectMany(work => work.Found.Unreadable.Concat(work.Plan.StillBad)))
            progress.Fail(failure);
        var wanted = works.Sum(work => work.Plan.ToRead.Count);
        works = Limit(works, atMost ?? int.MaxValue);
        var toRead = works.Sum(work => work.Plan.ToRead.Count);
        progress.Plan(works.Sum(work => work.Found.Files.Count), toRead);
        progress.Enter(SyncState.Running);

        var (embedded, recognized) = toRead > 0 ? await TakeInAsync(works, unavailable, notes, progress, cancellationToken) : (0, 0);
        progress.Withhold([.. unavailable]);
        // After the new places are known: a moved file's picture is never without a photo.
        var bad = progress.Failures.Where(failure => failure.Content is not null).Select(failure => failure.Path).ToHashSet(StringComparer.Ordinal);
        var gone = works.SelectMany(work => work.Plan.Vanished.Concat(work.Known.Where(photo => bad.Contains(photo.Path)))).Select(photo => photo.Id).ToList();
        if (gone.Count > 0)
            await records.RemoveAsync(gone, cancellationToken);
        await records.SweepOrphansAsync(cancellationToken);
        await stacks.RefreshAsync(cancellationToken);
        foreach (var work in works)
        {
            var prefix = PhotoRoots.Prefix(work.Found.Root);
            await records.PutFailuresAsync(work.Found.Root, [.. progress.Failures.Where(failure => failure.Path.StartsWith(prefix, StringComparison.Ordinal))], cancellationToken);
        }

        notes.Settle();
        if (await index.EnsureHnswAsync(cancellationToken))
            LogIndexed(logger, PhotoIndex.ExactUpTo);

        var summary = new SyncSummary(
            works.Sum(work => work.Found.Files.Count), embedded, recognized, works.Sum(work => work.Plan.Unchanged), gone.Count, progress.Failures, unavailable, clock.Elapsed)
        {
            Left = wanted - toRead,
        };
        progress.Enter(SyncState.Done);
        var names = string.Join(", ", works.Select(work => work.Found.Root));
        if (summary.HasChanged || toRead > 0)
            LogDone(logger, names, summary.Found, summary.Embedded, summary.Recognized, summary.Removed, summary.Failures.Count, summary.Elapsed.TotalSeconds);
        return summary;
    }

    /// <summary>Looks through a folder and plans; or says why the folder is not to be gone by.</summary>
    private async Task<(FolderWork? Work, string? Reason)> LookAsync(string folder, bool mayBeEmpty, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.StartActivity("scan");
        PhotoFolder found;
        IReadOnlySet<string> mounted;
        try
        {
            found = await storage.Of(folder).ListAsync(folder, cancellationToken);
            // After the look, which has an automounter mount what it passes.
            mounted = mountPoints.Mounted();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
        catch (Exception e) when (EntryFailure.IsOfOneFile(e, cancellationToken))
        {
            LogUnlisted(logger, e, folder);
            return (null, $"{folder} cannot be listed: {ImageException.OneLine(e.Message).TrimEnd('.')}.");
        }

        var known = await records.KnownBelowAsync(found.Root, cancellationToken);
        var mounts = MountPlan.Between(found, known, mayBeEmpty ? [] : await records.MountPointsAsync(cancellationToken), mounted);
        if (mounts.Missing.FirstOrDefault(point => PhotoRoots.IsWithin(found.Root, point)) is { } missing)
            return (null, MountPoints.WhyMissing(missing));
        found = found.Without(mounts.Missing);
        known.RemoveAll(photo => mounts.Missing.Any(point => PhotoRoots.IsWithin(photo.Path, point)));
        var emptied = mayBeEmpty ? [] : found.EmptyLinks.Where(link => known.Exists(photo => PhotoRoots.IsWithin(photo.Path, link.Path))).ToList();
        known.RemoveAll(photo => emptied.Exists(link => PhotoRoots.IsWithin(photo.Path, link.Path)));

        // A drive that was never seen mounted leaves an empty folder, too, and so does a bucket of the same name on another server. Within a folder of PHOTOS_DIR an empty one is nothing special.
        if (found is { Files.Count: 0, IsListedElsewhere: false } && known.Count > 0 && !mayBeEmpty && !roots.Folders.Any(root => found.Root.StartsWith(PhotoRoots.Prefix(root), StringComparison.Ordinal)))
        {
            var end = PhotoPath.IsInBucket(found.Root) ? "." : ": is its drive not mounted?";
            return (null, string.Create(CultureInfo.InvariantCulture, $"{found.Root} is empty, but the library has {known.Count:N0} photos of it{end} They stay until the folder is back; if they are really gone, run seed --empty."));
        }

        var failures = await records.FailuresBelowAsync(found.Root, cancellationToken);
        return (new FolderWork(found, known, mounts, emptied, SyncPlan.Between(found, known, failures)), null);
    }

    /// <summary>The same work, but for no more than so many files.</summary>
    private static List<FolderWork> Limit(List<FolderWork> works, int atMost)
    {
        var limited = new List<FolderWork>();
        foreach (var work in works)
        {
            var toRead = work.Plan.ToRead.Take(atMost).ToList();
            atMost -= toRead.Count;
            limited.Add(work with { Plan = work.Plan with { ToRead = toRead } });
        }

        return limited;
    }

    /// <summary>Reads files on all cores while the image tower works on those that were read before.</summary>
    private async Task<(int Embedded, int Recognized)> TakeInAsync(
        List<FolderWork> works, List<PhotoFailure> unavailable, DecodingNotes notes, SyncProgress progress, CancellationToken cancellationToken)
    {
        var preprocessor = new ImagePreprocessor(model.Folder.Config.Pixels);
        using var reader = new PhotoReader(records, decoders, preprocessor.CropSizes, notes);
        // Bounded: readers wait while two batches are ready, so memory does not grow with the folder.
        var ready = Channel.CreateBounded<ReadPhoto>(2 * BatchSize);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Run(
            async () =>
            {
                try
                {
                    foreach (var work in works)
                    {
                        if (await ReadAllAsync(work, reader, notes, ready.Writer, progress, stop.Token) is { } reason)
                            unavailable.Add(new PhotoFailure(work.Found.Root, reason));
                    }

                    ready.Writer.Complete();
                }
                catch (Exception e)
                {
                    ready.Writer.Complete(e);
                }
            },
            CancellationToken.None);
        try
        {
            return await EmbedAsync(ready.Reader, preprocessor, progress, cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    /// <returns>Why the rest was left for the next run; null if nothing was.</returns>
    private async Task<string?> ReadAllAsync(
        FolderWork work, PhotoReader reader, DecodingNotes notes, ChannelWriter<ReadPhoto> ready, SyncProgress progress, CancellationToken cancellationToken)
    {
        var store = storage.Of(work.Found.Root);
        var failuresInARow = 0;
        try
        {
            // One at a time: which of them ended the process is known if it ends once more.
            var suspects = work.Plan.ToRead.TakeWhile(notes.IsSuspect).ToList();
            foreach (var file in suspects)
                await ReadAsync(file, cancellationToken);
            await Parallel.ForEachAsync(
                work.Plan.ToRead.Skip(suspects.Count), new ParallelOptions { MaxDegreeOfParallelism = store.Readers, CancellationToken = cancellationToken }, ReadAsync);
            return null;
        }
        catch (BucketException e)
        {
            return e.Message;
        }

        async ValueTask ReadAsync(PhotoFile file, CancellationToken token)
        {
            ReadPhoto photo;
            try
            {
                using var content = await store.ReadAsync(file.Path, token);
                Volatile.Write(ref failuresInARow, 0);
                photo = await reader.ReadAsync(file, content, token);
            }
            catch (Exception e) when (EntryFailure.IsOfOneFile(e, token))
            {
                if (e is not ImageException)
                    LogUnexpected(logger, e, ImageException.OneLine(file.Path));
                Fail(EntryFailure.Of(file, e), progress);
                if (e.InnerException is BucketException { IsTemporary: true } silence && Interlocked.Increment(ref failuresInARow) == MostFailuresInARow)
                    throw silence;
                return;
            }

            await ready.WriteAsync(photo, token);
        }
    }

    private async Task<(int Embedded, int Recognized)> EmbedAsync(
        ChannelReader<ReadPhoto> ready, ImagePreprocessor preprocessor, SyncProgress progress, CancellationToken cancellationToken)
    {
        // Loaded when the first picture needs it: a run that only finds moved files does without.
        ImageEncoder? encoder = null;
        IDisposable? counted = null;
        var length = preprocessor.TensorLength;
        var pixels = new float[BatchSize * length];
        var photos = new List<ReadPhoto>(BatchSize);
        var toEmbed = 0;
        var (embedded, recognized) = (0, 0);
        try
        {
            await foreach (var photo in ready.ReadAllAsync(cancellationToken))
            {
                photos.Add(photo);
                if (photo.Crop is not null)
                    preprocessor.Normalise(photo.Crop, pixels.AsSpan(toEmbed++ * length, length));

                if (toEmbed == BatchSize || photos.Count == 8 * BatchSize)
                    await PutAsync();
            }

            if (photos.Count > 0)
                await PutAsync();
            return (embedded, recognized);
        }
        finally
        {
            encoder?.Dispose();
            counted?.Dispose();
        }

        async Task PutAsync()
        {
            Embedding[] embeddings = [];
            if (toEmbed > 0)
            {
                encoder ??= ImageEncoder.Load(model.Folder);
                counted ??= Telemetry.ImageModelLoaded(model.Folder.VisionModelPath);
                using (Telemetry.StartActivity("embed"))
                    embeddings = encoder.Encode(pixels.AsMemory(0, toEmbed * length), toEmbed);
            }

            var next = 0;
            IReadOnlyList<NewPhoto> stored;
            using (Telemetry.StartActivity("store"))
                stored = await StoreAsync([.. photos.Select(photo => photo.With(photo.Crop is null ? null : embeddings[next++]))], progress, cancellationToken);
            Telemetry.AddImported(stored.Count);
            var newOnes = stored.Count(photo => photo.Embedding is not null);
            embedded += newOnes;
            recognized += stored.Count - newOnes;
            progress.Advance(stored.Count);
            photos.Clear();
            toEmbed = 0;
        }
    }

    /// <summary>Stores a batch; where the database refuses it, one photo after the other, so that only those that are to blame fail.</summary>
    /// <returns>What was stored.</returns>
    private async Task<IReadOnlyList<NewPhoto>> StoreAsync(IReadOnlyList<NewPhoto> photos, SyncProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            await records.PutAsync(photos, cancellationToken);
            return photos;
        }
        catch (Exception e) when (EntryFailure.IsOfOneRow(e))
        {
            if (photos is [var photo])
            {
                Fail(EntryFailure.Of(photo, e), progress);
                return [];
            }
        }

        var stored = new List<NewPhoto>();
        foreach (var photo in photos)
            stored.AddRange(await StoreAsync([photo], progress, cancellationToken));
        return stored;
    }

    private void Fail(PhotoFailure failure, SyncProgress progress)
    {
        LogFailure(logger, ImageException.OneLine(failure.Path), failure.Reason);
        Telemetry.AddFailed();
        progress.Fail(failure);
        progress.Advance(1);
    }

    /// <summary>
    /// The pixels of many photos went through large arrays, the weights through malloc, and a large library's names through
    /// lists; a server that goes on should not keep their room (after 1,000 photos with ViT-B/32: 0.48 → 0.43 GiB resident).
    /// </summary>
    private static void GiveBackMemory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GlibcHeap.Trim();
    }

    /// <summary>Waits for the lock. It ends with its transaction, also where a pooler gives the connection to somebody else afterwards.</summary>
    private static async Task LockAsync(NpgsqlConnection connection, SyncProgress progress, CancellationToken cancellationToken)
    {
        await using var attempt = new NpgsqlCommand(
            $"SELECT pg_try_advisory_xact_lock({LockKey}) FROM set_config('idle_in_transaction_session_timeout', '0', true)", connection);
        if ((bool)(await attempt.ExecuteScalarAsync(cancellationToken))!)
            return;
        progress.Enter(SyncState.Waiting);
        await using var wait = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({LockKey})", connection) { CommandTimeout = 0 };
        await wait.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Synced {Folders}: {Found} photos, {Embedded} embedded, {Recognized} recognized, {Removed} removed, {Failed} failed in {Seconds:F1} s")]
    private static partial void LogDone(ILogger logger, string folders, int found, int embedded, int recognized, int removed, int failed, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Passed over {Path}: {Reason}")]
    private static partial void LogFailure(ILogger logger, string path, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading {Path} failed unexpectedly")]
    private static partial void LogUnexpected(ILogger logger, Exception exception, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "Listing {Folder} failed unexpectedly")]
    private static partial void LogUnlisted(ILogger logger, Exception exception, string folder);

    [LoggerMessage(Level = LogLevel.Information, Message = "Built the HNSW index, since there are more than {ExactUpTo} photos")]
    private static partial void LogIndexed(ILogger logger, long exactUpTo);

    private sealed record FolderWork(PhotoFolder Found, IReadOnlyList<KnownPhoto> Known, MountPlan Mounts, IReadOnlyList<PhotoFailure> Emptied, SyncPlan Plan);
}

/// <summary>None of the folders can be gone by: they are missing, not mounted, may not be read, or are suddenly empty. The message says which and why.</summary>
public sealed class FoldersUnavailableException(string message) : Exception(message);
