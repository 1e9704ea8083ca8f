using System.Runtime.Versioning;

namespace ClipSearch.Core.Postgres;

/// <summary>
/// Finds the user that runs the server, and who owns and may enter its folders. PostgreSQL refuses to run as root, so root runs it as another
/// user.
/// </summary>
internal static class UnixUser
{
    private const string Accounts = "/etc/passwd";

    private static readonly string[] Servers = ["postgres", "nobody"];

    /// <summary>Whether this process is root and has to run the server as another user.</summary>
    [UnsupportedOSPlatformGuard("windows")]
    public static bool IsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>Returns the user for a new cluster: <c>postgres</c> if it exists, otherwise <c>nobody</c>.</summary>
    /// <exception cref="PostgresServerException">The system has neither.</exception>
    public static string ForServer()
    {
        var names = File.ReadLines(Accounts).Select(line => line.Split(':')[0]).ToHashSet();
        return Servers.FirstOrDefault(names.Contains)
            ?? throw new PostgresServerException(
                $"PostgreSQL does not run as root, and {Accounts} has neither the user postgres nor the user nobody. Add one (useradd --system postgres), or run ClipSearch as a regular user.");
    }

    /// <summary>Returns the name of the owner of a file or folder; for a link, the owner of the link itself.</summary>
    public static async Task<string> OwnerAsync(string path, CancellationToken token)
    {
        string[] format = OperatingSystem.IsMacOS() ? ["-f", "%Su"] : ["-c", "%U"];
        var result = await Tool.RunAsync("stat", [.. format, "--", path], token);
        return result.ExitCode == 0
            ? result.Output.Trim()
            : throw new PostgresServerException($"The owner of {path} cannot be read: {result.Reason}");
    }

    /// <summary>Checks whether the user may enter a folder through all its parent folders.</summary>
    public static async Task<bool> CanEnterAsync(string user, string folder, CancellationToken token) =>
        (await Tool.RunAsync("/bin/sh", ["-c", "cd -- \"$0\"", folder], new ToolContext { User = user }, token)).ExitCode == 0;

    /// <summary>Returns the first folder on the path to <paramref name="folder"/> that the user cannot enter.</summary>
    public static async Task<string> FirstClosedAsync(string user, string folder, CancellationToken token)
    {
        var way = new Stack<string>();
        for (string? above = folder; above is not null; above = Path.GetDirectoryName(above))
            way.Push(above);
        foreach (var step in way)
        {
            if (!await CanEnterAsync(user, step, token))
                return step;
        }

        return folder;
    }

    /// <summary>Creates a folder of mode 0700 that belongs to <paramref name="user"/>, or to the user of this process if null.</summary>
    public static async Task CreateFolderAsync(string path, string? user, CancellationToken token)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (user is not null)
        {
            var result = await Tool.RunAsync("chown", [user, "--", path], token);
            if (result.ExitCode != 0)
                throw new PostgresServerException($"{path} cannot be assigned to the user {user}, which runs PostgreSQL for root: {result.Reason}");
        }
    }
}
