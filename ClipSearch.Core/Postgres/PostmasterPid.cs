using System.Diagnostics;
using System.Globalization;

namespace ClipSearch.Core.Postgres;

/// <summary>What a server writes about itself into postmaster.pid.</summary>
/// <param name="ProcessId">The server's process, as of the file; after a crash it may be gone or another program's.</param>
/// <param name="Cluster">The cluster's path; in a copied folder it is still the original's.</param>
/// <param name="Port">The port, also part of the socket's name.</param>
/// <param name="SocketFolder">The folder of its Unix socket; empty when it has none.</param>
/// <param name="IsReady">It has said that it accepts connections.</param>
internal sealed record PostmasterPid(int ProcessId, string Cluster, int Port, string SocketFolder, bool IsReady)
{
    /// <summary>Reads the file of a cluster; null when there is none, or none that is whole yet.</summary>
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

        // The server fills the file line by line while it starts.
        if (lines.Length == 0 || !int.TryParse(lines[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var process))
            return null;
        var port = lines.Length > 3 && int.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return new PostmasterPid(process, lines.ElementAtOrDefault(1) ?? "", port, lines.ElementAtOrDefault(4) ?? "", lines.Length > 7 && lines[7].Trim() == "ready");
    }

    /// <summary>The path of the file in a cluster.</summary>
    public static string FileIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>Whether the file speaks of the cluster in which it lies.</summary>
    public bool IsOf(PostgresHome home) => Cluster.Replace('\\', '/') == home.Cluster.Replace('\\', '/');

    /// <summary>
    /// Whether the process is alive and the server of this home, not another program that has come by the same number.
    /// </summary>
    public bool IsServerOf(PostgresHome home)
    {
        if (!IsOf(home))
            return false;
        if (OperatingSystem.IsLinux())
        {
            try
            {
                // Readable across users, unlike the process's folder; empty for a process that only waits to be reaped.
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
