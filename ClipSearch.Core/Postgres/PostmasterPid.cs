using System.Diagnostics;
using System.Globalization;

namespace ClipSearch.Core.Postgres;

/// <summary>The contents of a server's postmaster.pid.</summary>
/// <param name="ProcessId">The server's process id. After a crash the process may be gone, or the id may belong to another program.</param>
/// <param name="Cluster">The cluster's path. In a copied folder it is still the original path.</param>
/// <param name="Port">The port, which is also part of the socket's name.</param>
/// <param name="SocketFolder">The folder of its Unix socket; empty if it has none.</param>
/// <param name="IsReady">Whether the server reports that it accepts connections.</param>
internal sealed record PostmasterPid(int ProcessId, string Cluster, int Port, string SocketFolder, bool IsReady)
{
    /// <summary>Reads the file of a cluster; returns null if there is none, or it is incomplete.</summary>
    /// <remarks>Lines: process, cluster, start, port, socket folder, address, shared memory, status.</remarks>
    public static PostmasterPid? Read(string cluster)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(FileIn(cluster));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        // The server writes the file line by line while it starts.
        if (lines.Length == 0 || !int.TryParse(lines[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var process))
            return null;
        var port = lines.Length > 3 && int.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return new PostmasterPid(process, lines.ElementAtOrDefault(1) ?? "", port, lines.ElementAtOrDefault(4) ?? "", lines.Length > 7 && lines[7].Trim() == "ready");
    }

    /// <summary>Returns the path of the file in a cluster.</summary>
    public static string FileIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>Whether the file belongs to the cluster that contains it.</summary>
    public bool IsOf(PostgresHome home) => Cluster.Replace('\\', '/') == home.Cluster.Replace('\\', '/');

    /// <summary>Whether the process is running and is the server of this home, not another program with the same process id.</summary>
    public bool IsServerOf(PostgresHome home)
    {
        if (!IsOf(home))
            return false;
        if (OperatingSystem.IsLinux())
        {
            try
            {
                // Unlike the process's folder, this file is readable across users. It is empty for a zombie process.
                return File.ReadAllText($"/proc/{ProcessId}/cmdline").Contains($"cluster_name={home.ClusterName}", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        }

        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
