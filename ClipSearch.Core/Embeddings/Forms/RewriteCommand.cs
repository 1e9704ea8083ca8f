using System.Diagnostics;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>
/// Creates the forms of an encoder in a process of its own, with a low priority: this program with a separate verb. A site would otherwise
/// keep much of the memory, and could not limit the time.
/// </summary>
/// <param name="program">The command that starts this program.</param>
public sealed class RewriteCommand(ProgramCommand program)
{
    /// <summary>The internal verb that runs <see cref="Run"/>. Not intended for users.</summary>
    public const string Verb = "rewrite-encoder";

    /// <summary>The time for a model of 2 GB on a slow disk, with a wide margin.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(20);

    /// <summary>Creates the forms of an encoder.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="kind">The encoder.</param>
    /// <param name="forms">The folder for the forms.</param>
    /// <param name="cancellationToken">Cancels the operation and ends the process.</param>
    /// <exception cref="ModelException">The process failed. The message contains its error.</exception>
    public async Task RunAsync(ModelFolder folder, EncoderKind kind, string forms, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        using var process = Process.Start(program.StartInfo(Verb, folder.Path, folder.Name, kind.ToString(), forms))!;
        try
        {
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            if (process.ExitCode != 0)
                throw new ModelException($"Creating faster forms of {folder.Name} failed: {(await error).Trim()}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    /// <summary>Runs the verb.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string path, string name, string kind, string forms)
    {
        try
        {
            if (!OperatingSystem.IsWindows())
                Process.GetCurrentProcess().PriorityClass = ProcessPriorityClass.BelowNormal;
            EncoderRewrite.Run(ModelFolder.Open(path, name), Enum.Parse<EncoderKind>(kind), forms);
            return 0;
        }
        catch (Exception e)
        {
            // The process that started this one reports the message.
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }
}
