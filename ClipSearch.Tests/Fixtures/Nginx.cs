using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ClipSearch.Core.Postgres;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Fixtures;

/// <summary>
/// A real nginx that publishes a site below a path, with the configuration of docs/deployment.md. It runs as the current user on the
/// loopback, with its files in a temporary folder. Every other path is refused.
/// </summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly string _folder;
    private readonly Process _process;
    private readonly Task<string> _log;

    private Nginx(string folder, Process process, Uri address)
    {
        (_folder, _process, Address) = (folder, process, address);
        _log = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>The published address of the site, with the path and a slash.</summary>
    public Uri Address { get; }

    /// <param name="site">The site.</param>
    /// <param name="path">The path, such as <c>/photos</c>.</param>
    /// <param name="strips">Whether nginx removes the path and sends it as a header, or passes it on.</param>
    public static async Task<Nginx> StartAsync(TestSite site, string path, bool strips)
    {
        var folder = Directory.CreateTempSubdirectory("clipsearch-nginx").FullName;
        var port = LoopbackPort.Free();
        var target = $"http://{site.Address.Authority}{(strips ? "/" : "")}";
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(
            configuration,
            $$"""
            {{(!OperatingSystem.IsWindows() && UnixUser.IsRoot ? "user root;" : "")}}
            daemon off;
            worker_processes 1;
            pid {{folder}}/nginx.pid;
            error_log stderr;
            events {}
            http {
              access_log off;
              client_body_temp_path {{folder}}/body;
              proxy_temp_path {{folder}}/proxy;
              fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi;
              scgi_temp_path {{folder}}/scgi;
              server {
                listen 127.0.0.1:{{port}};
                location {{path}}/ {
                  proxy_pass {{target}};
                  proxy_http_version 1.1;
                  proxy_set_header Host $http_host;
                  proxy_set_header X-Forwarded-For $remote_addr;
                  proxy_set_header X-Forwarded-Proto $scheme;
                  {{(strips ? $"proxy_set_header X-Forwarded-Prefix {path};" : "")}}
                  client_max_body_size 110m;
                  proxy_request_buffering off;
                }
                location / { return 421; }
              }
            }

            """,
            TestContext.Current.CancellationToken);
        var process = Process.Start(new ProcessStartInfo(Program(), ["-p", folder, "-e", "stderr", "-c", configuration]) { RedirectStandardError = true })!;
        var nginx = new Nginx(folder, process, new Uri($"http://127.0.0.1:{port}{path}/"));
        await TestSite.UntilAsync(async () => process.HasExited || await AcceptsConnectionsAsync(port));
        return process.HasExited ? throw new InvalidOperationException("nginx did not start: " + await nginx._log) : nginx;
    }

    public async ValueTask DisposeAsync()
    {
        // The workers end with the process that started them.
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> AcceptsConnectionsAsync(int port)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Finds the installed nginx, or the one that scripts/setup downloads.</summary>
    private static string Program()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Append(Path.Combine(TestFiles.Repository, ".tools/nginx"));
        return folders.Where(Path.IsPathRooted).Select(folder => Path.Combine(folder, "nginx")).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("nginx is missing; run scripts/setup --for-tests.");
    }
}
