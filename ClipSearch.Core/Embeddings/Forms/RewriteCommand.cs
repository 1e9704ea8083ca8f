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

    private const string Rewrite = "rewrite";
    private const string Quantise = "quantise";

    /// <summary>The time for a model of 2 GB on a slow disk, with a wide margin.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(20);

    /// <summary>Creates the form of an encoder in fp32, <see cref="EncoderRewrite"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="kind">The encoder.</param>
    /// <param name="forms">The folder for the forms.</param>
    /// <param name="cancellationToken">Cancels the operation and ends the process.</param>
    /// <exception cref="ModelException">The process failed. The message contains its error.</exception>
    public Task RewriteAsync(ModelFolder model, EncoderKind kind, string forms, CancellationToken cancellationToken) =>
        RunAsync(model, Rewrite, kind, forms, AsyncEnumerable.Empty<byte[]>(), cancellationToken);

    /// <summary>Creates the form of an encoder in 8 bits, <see cref="Quantisation"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="kind">The encoder.</param>
    /// <param name="forms">The folder with the form in fp32.</param>
    /// <param name="samples">What <see cref="EncoderSamples.Read"/> reads.</param>
    /// <param name="cancellationToken">Cancels the operation and ends the process.</param>
    /// <exception cref="ModelException">The process failed. The message contains its error.</exception>
    public Task QuantiseAsync(ModelFolder model, EncoderKind kind, string forms, IAsyncEnumerable<byte[]> samples, CancellationToken cancellationToken) =>
        RunAsync(model, Quantise, kind, forms, samples, cancellationToken);

    /// <summary>Runs the verb.</summary>
    /// <param name="arguments">The arguments after the verb.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        try
        {
            if (arguments is not [var path, var name, var task, var kindName, var forms])
                throw new ArgumentException("The verb takes five arguments.", nameof(arguments));
            if (!OperatingSystem.IsWindows())
                Process.GetCurrentProcess().PriorityClass = ProcessPriorityClass.BelowNormal;
            var model = ModelFolder.Open(path, name);
            var kind = Enum.Parse<EncoderKind>(kindName);
            if (task == Quantise)
                Quantisation.Run(ReadSamples(model, kind), forms);
            else
                EncoderRewrite.Run(model, kind, forms);
            return 0;
        }
        catch (Exception e)
        {
            // The process that started this one reports the message.
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    /// <summary>Runs the verb in a process, and writes the samples to its input.</summary>
    private async Task RunAsync(ModelFolder model, string task, EncoderKind kind, string forms, IAsyncEnumerable<byte[]> samples, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        using var process = Process.Start(program.StartInfo([Verb, model.Path, model.Name, task, kind.ToString(), forms]))!;
        try
        {
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            await WriteAsync(samples, process.StandardInput, timeout.Token);
            await process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            if (process.ExitCode != 0)
                throw new ModelException($"Creating faster forms of {model.Name} failed: {(await error).Trim()}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static async Task WriteAsync(IAsyncEnumerable<byte[]> samples, StreamWriter input, CancellationToken cancellationToken)
    {
        await foreach (var sample in samples.WithCancellation(cancellationToken))
        {
            try
            {
                await input.BaseStream.WriteAsync(sample, cancellationToken);
            }
            catch (IOException)
            {
                // The process has ended. Its exit code says why.
                break;
            }
        }

        input.Close();
    }

    private static EncoderSamples ReadSamples(ModelFolder model, EncoderKind kind)
    {
        using var input = Console.OpenStandardInput();
        return EncoderSamples.Read(model, kind, input);
    }
}
