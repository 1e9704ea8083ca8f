using System.Globalization;
using System.Text;
using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native.OnnxRuntime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;
using Npgsql;

namespace ClipSearch.Benchmarks.Peers;

/// <summary>
/// The smallest photo search: one endpoint on Kestrel that tokenises a text, runs it with a thread for each core, and selects the
/// nearest IDs with plain pgvector. It reads the settings of the site and the table of its embeddings.
/// </summary>
internal static class PeerServer
{
    private const int Hits = 24;

    /// <summary>The servers of the comparison share the 40 connections of a private PostgreSQL.</summary>
    private const int MaxConnections = 8;

    /// <param name="isPadded">Whether texts are padded to the model's context length, as most applications do.</param>
    /// <param name="cancellationToken">Stops the server.</param>
    public static async Task RunAsync(bool isPadded, CancellationToken cancellationToken)
    {
        // ONNX Runtime is loaded as the site loads it: without usage data.
        _ = OrtRuntime.Version;
        var folder = ModelFolder.Open(Path.Combine(Setting("MODELS_DIR"), Setting("CLIP_MODEL")), Setting("CLIP_MODEL"));
        var tokenizer = folder.Family.LoadTokenizer(folder);
        using var session = PeersBenchmark.OpenSession(folder.GraphPath(EncoderKind.Text));
        var database = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(Setting("DATABASE_URL")) { MaxAutoPrepare = 4, AutoPrepareMinUsages = 1, MaxPoolSize = MaxConnections }.ConnectionString);
        database.UseVector();
        await using var source = database.Build();

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{Setting("HOST")}:{Setting("PORT")}");
        await using var site = builder.Build();
        site.MapGet("/health/live", () => Results.Ok());
        site.MapGet("/", async (string q, CancellationToken token) => Results.Content(await FindAsync(source, Encode(q), token), "text/html"));
        await site.StartAsync(cancellationToken);
        await site.WaitForShutdownAsync(cancellationToken);

        Embedding Encode(string text)
        {
            var tokens = tokenizer.Tokenize(text).Ids;
            var ids = new long[isPadded ? folder.Config.ContextLength : tokens.Length];
            Array.Fill(ids, tokenizer.PaddingId);
            for (var i = 0; i < tokens.Length; i++)
                ids[i] = tokens[i];
            using var input = OrtValue.CreateTensorValueFromMemory(ids, [1, ids.Length]);
            using var run = new RunOptions();
            using var outputs = session.Run(run, [folder.Family.Text.Input], [input], [folder.Family.Text.Output]);
            return Embedding.Normalize(outputs[0].GetTensorDataAsSpan<float>());
        }
    }

    private static async Task<string> FindAsync(NpgsqlDataSource source, Embedding query, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT image_id FROM embeddings_1 ORDER BY embedding <=> $1 LIMIT {Hits}");
        command.Parameters.Add(EmbeddingColumn.Parameter(query));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var html = new StringBuilder();
        while (await reader.ReadAsync(cancellationToken))
            html.Append(CultureInfo.InvariantCulture, $"<img src=\"/photos/{reader.GetInt64(0)}/thumb\">");
        return html.ToString();
    }

    private static string Setting(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set.");
}
