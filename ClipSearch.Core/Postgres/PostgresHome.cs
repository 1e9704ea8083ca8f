using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using ClipSearch.Core.Paths;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Postgres;

/// <summary>
/// The folder of a private PostgreSQL server: <c>cluster/</c> (its data), <c>run/</c> (its log and, if the path is short enough, its
/// socket) and the locks of the processes that share it.
/// </summary>
/// <remarks>
/// The folder is <c>DATA_DIR/postgres</c>. If this process is root, the server runs as another user, which may have no access to DATA_DIR
/// (for instance beneath /root). <c>DATA_DIR/postgres</c> is then a link to a folder in /var/lib/clipsearch.
/// </remarks>
internal sealed partial class PostgresHome
{
    private const string RootsFolder = "/var/lib/clipsearch";

    private PostgresHome(string folder, string? user)
    {
        // The real path gives the same cluster name to processes that use different paths to the folder.
        Folder = RealPath.Of(folder);
        User = user;
        ClusterName = "clipsearch-" + Hash(Cluster);
    }

    public string Folder { get; }

    /// <summary>The user that owns the cluster and runs the server if this process is root; null for the user of this process.</summary>
    public string? User { get; }

    public string Cluster => Path.Combine(Folder, "cluster");

    public string Run => Path.Combine(Folder, "run");

    public string Log => Path.Combine(Run, "server.log");

    /// <summary>
    /// The file that each process locks in shared mode while it uses the server, so that the last one can detect that it is the last.
    /// </summary>
    public string UsersLock => Path.Combine(Folder, "users.lock");

    /// <summary>The file that a process locks while it starts or stops the server.</summary>
    public string DecisionLock => Path.Combine(Folder, "decision.lock");

    /// <summary>The file that records the folder of the socket if that is not <see cref="Run"/>.</summary>
    public string SocketFolderRecord => Path.Combine(Folder, "socket-folder");

    /// <summary>The file with the password of a server on the loopback address.</summary>
    public string PasswordFile => Path.Combine(Folder, "password");

    /// <summary>The server's cluster_name, which is different for each folder and identifies its process.</summary>
    public string ClusterName { get; }

    /// <summary>Finds or creates the folder for <paramref name="dataDir"/>.</summary>
    /// <exception cref="PostgresServerException">The folder cannot be created, entered or written.</exception>
    public static async Task<PostgresHome> OpenAsync(string dataDir, ILogger logger, CancellationToken token)
    {
        var entry = Path.Combine(Path.GetFullPath(dataDir), "postgres");
        try
        {
            Directory.CreateDirectory(dataDir);
            var home = UnixUser.IsRoot ? await OpenAsRootAsync(entry, logger, token) : OpenAsUser(entry);
            using (await FileLock.ExclusiveAsync(home.DecisionLock, token))
            {
                await UnixUser.CreateFolderAsync(home.Run, home.User, token);
            }

            return home;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PostgresServerException(
                $"{entry} cannot be created or written: {e.Message} Run ClipSearch as the user that owns it, or set DATA_DIR to a folder that you own.", e);
        }
    }

    private static PostgresHome OpenAsUser(string entry)
    {
        var folder = Resolve(entry) ?? entry;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new PostgresHome(folder, null);
    }

    [UnsupportedOSPlatform("windows")]
    private static async Task<PostgresHome> OpenAsRootAsync(string entry, ILogger logger, CancellationToken token)
    {
        var existing = Resolve(entry);
        var cluster = Path.Combine(existing ?? entry, "cluster");
        if (Directory.Exists(cluster))
            return new PostgresHome(existing ?? entry, await OwnerOfClusterAsync(cluster, token));

        var user = UnixUser.ForServer();
        if (existing is null)
        {
            var open = await UnixUser.CanEnterAsync(user, Path.GetDirectoryName(entry)!, token);
            existing = open ? entry : LinkToRootsFolder(entry, user, logger);
        }

        Directory.CreateDirectory(existing, Traversable);
        return new PostgresHome(existing, user);
    }

    private static async Task<string> OwnerOfClusterAsync(string cluster, CancellationToken token)
    {
        var owner = await UnixUser.OwnerAsync(cluster, token);
        if (owner == "root")
        {
            throw new PostgresServerException(
                $"{cluster} belongs to root, and PostgreSQL does not run as root. Change its owner: chown -R {UnixUser.ForServer()} {cluster}");
        }

        if (!await UnixUser.CanEnterAsync(owner, cluster, token))
        {
            throw new PostgresServerException(
                $"When ClipSearch runs as root, PostgreSQL runs as the user {owner}, which cannot access {await UnixUser.FirstClosedAsync(owner, cluster, token)} on the path to {cluster}. " +
                "Run chmod o+x on that folder, or set DATA_DIR to a folder that this user can access.");
        }

        return owner;
    }

    /// <summary>The mode of a folder that root can write, and that the server's user can pass through to its own folders.</summary>
    private const UnixFileMode Traversable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Creates a new folder that every user can pass through, and links <paramref name="entry"/> to it.</summary>
    [UnsupportedOSPlatform("windows")]
    private static string LinkToRootsFolder(string entry, string user, ILogger logger)
    {
        var origin = Hash(entry);
        Directory.CreateDirectory(RootsFolder, Traversable);
        var left = Directory.GetDirectories(RootsFolder, origin + "-*");
        var folder = Path.Combine(RootsFolder, $"{origin}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        Directory.CreateDirectory(folder, Traversable);
        try
        {
            File.CreateSymbolicLink(entry, folder);
        }
        catch (IOException) when (Resolve(entry) is { } another)
        {
            // Another process created the link first. Its folder is used.
            Directory.Delete(folder);
            return another;
        }

        LogPlaced(logger, user, entry, folder);
        foreach (var old in left)
            LogLeftOver(logger, old, entry);
        return folder;
    }

    /// <summary>Returns the folder that an existing entry is or links to; null if there is no entry.</summary>
    private static string? Resolve(string entry)
    {
        var link = new FileInfo(entry);
        if (link.LinkTarget is null)
            return Directory.Exists(entry) ? entry : null;
        var target = link.ResolveLinkTarget(returnFinalTarget: true)!;
        return Directory.Exists(target.FullName)
            ? target.FullName
            : throw new PostgresServerException(
                $"{entry} links to {target.FullName}, which is missing. Restore that folder, or delete the link to start with an empty database.");
    }

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];

    [LoggerMessage(Level = LogLevel.Information, Message = "The user {User}, which runs PostgreSQL for root, cannot access {Entry}; the database is stored in {Folder}")]
    private static partial void LogPlaced(ILogger logger, string user, string entry, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Folder} contains the database of a deleted {Entry}; delete it if it is no longer needed")]
    private static partial void LogLeftOver(ILogger logger, string folder, string entry);
}
