using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Postgres;

/// <summary>
/// Gives PostgreSQL's programs a user name through libnss_wrapper if the system has none for this process's user id, as with
/// <c>docker run --user 4242</c> and in OpenShift. Without one, initdb and a server in single-user mode refuse to run, even with --username.
/// </summary>
internal static class NssWrapper
{
    private const string FileName = "libnss_wrapper.so";

    private static readonly string[] LibraryFolders = ["/usr/lib", "/usr/lib64", "/lib", "/lib64"];

    /// <summary>Whether this process's user id has no name, so that programs need the library.</summary>
    public static bool IsNeeded => !OperatingSystem.IsWindows() && Environment.UserName.Length == 0;

    /// <summary>Returns the environment variables with which a program finds a name for this process's user; none if it has one.</summary>
    /// <param name="folder">The folder in which the required files are written.</param>
    /// <param name="token">Cancels the operation.</param>
    /// <exception cref="PostgresServerException">The user has no name, and libnss_wrapper is not installed.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(string folder, CancellationToken token) =>
        IsNeeded ? await EnvironmentAsync(folder, LibraryFolders, token) : new Dictionary<string, string>();

    internal static async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(string folder, IReadOnlyList<string> libraryFolders, CancellationToken token)
    {
        var (user, group) = (await IdAsync("-u", token), await IdAsync("-g", token));
        var library = libraryFolders.Where(Directory.Exists).SelectMany(each => (string[])[each, .. Directory.GetDirectories(each, "*-linux-*")])
            .Select(each => Path.Combine(each, FileName)).FirstOrDefault(File.Exists)
            ?? throw new PostgresServerException(
                $"The user id {user} has no user name on this system, which PostgreSQL's initdb requires. Install libnss_wrapper (on Debian and Ubuntu: apt-get install libnss-wrapper), " +
                "add the id to /etc/passwd, run ClipSearch as a user with a name, or set DATABASE_URL to an existing database.");
        var (users, groups) = (Path.Combine(folder, "passwd"), Path.Combine(folder, "group"));
        await File.WriteAllTextAsync(users, $"{ServerAddress.Name}:x:{user}:{group}:ClipSearch:/:/bin/false\n", token);
        await File.WriteAllTextAsync(groups, $"{ServerAddress.Name}:x:{group}:\n", token);
        return new Dictionary<string, string> { ["LD_PRELOAD"] = library, ["NSS_WRAPPER_PASSWD"] = users, ["NSS_WRAPPER_GROUP"] = groups };
    }

    private static async Task<string> IdAsync(string option, CancellationToken token) => (await Tool.RunAsync("id", [option], token)).Output.Trim();
}
