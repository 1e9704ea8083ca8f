using System.CommandLine;
using System.Globalization;
using ClipSearch.Benchmarks;
using ClipSearch.Benchmarks.Peers;
using ClipSearch.Benchmarks.Torture;
using ClipSearch.Core.Models;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var model = new Option<DirectoryInfo>("--model") { Description = "A model folder. A graph that computes its weights at load time is first saved with its weights.", Required = true };
var vocabulary = new Option<DirectoryInfo?>("--vocabulary") { Description = "The folder of vocab.json and merges.txt. Default: the model folder." };
var photos = new Option<DirectoryInfo>("--photos") { Description = "A folder of photos to import.", Required = true };
var work = new Option<DirectoryInfo>("--work") { Description = "The folder for models and data. The data is deleted first.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/benchmarks") };

var program = new Option<FileInfo>("--program") { Description = "The published site.", DefaultValueFactory = _ => new FileInfo("artifacts/site/ClipSearch.Web.dll") };
var site = new Command("site", "Measures the published site (scripts/build): import, startup, searches by 1 and 16 clients, memory.") { program, model, vocabulary, photos, work };
site.SetAction((parsed, token) => SiteBenchmark.RunAsync(
    parsed.GetRequiredValue(program),
    BenchmarkModel.PrepareWithForms(parsed.GetRequiredValue(model), parsed.GetValue(vocabulary), parsed.GetRequiredValue(work)),
    parsed.GetRequiredValue(photos), parsed.GetRequiredValue(work), token));

var rounds = new Option<int>("--rounds") { Description = "Number of rounds.", DefaultValueFactory = _ => 5 };
var peers = new Command("peers", "Measures the published site (scripts/build) beside ONNX Runtime and pgvector alone, in turns, and the limits of the machine.") { rounds, program, model, vocabulary, photos, work };
peers.SetAction((parsed, token) => PeersBenchmark.RunAsync(
    parsed.GetValue(rounds), parsed.GetRequiredValue(program),
    BenchmarkModel.PrepareWithForms(parsed.GetRequiredValue(model), parsed.GetValue(vocabulary), parsed.GetRequiredValue(work)),
    parsed.GetRequiredValue(photos), parsed.GetRequiredValue(work), token));

var padded = new Option<bool>("--padded") { Description = "Pads texts to the model's context length." };
var peer = new Command("peer", "Serves a baseline of the benchmark peers, with the settings of the site from the environment.") { padded };
peer.SetAction((parsed, token) => PeerServer.RunAsync(parsed.GetValue(padded), token));

var steps = new Command("steps", "Measures each step of a query and of an import separately.") { model, vocabulary, photos, work };
steps.SetAction(parsed => StepsBenchmark.Run(
    BenchmarkModel.Prepare(parsed.GetRequiredValue(model), parsed.GetValue(vocabulary), parsed.GetRequiredValue(work)),
    parsed.GetRequiredValue(photos)));

var vocabularyFolder = new Option<DirectoryInfo>("--vocabulary") { Description = "The folder of vocab.json and merges.txt.", DefaultValueFactory = _ => new DirectoryInfo("models/clipsearch/demo") };
var tokenizer = new Command("tokenizer", "Measures the tokenizer: loading, the first text, and the time and allocation of texts of several lengths and scripts.") { vocabularyFolder };
tokenizer.SetAction(parsed => TokenizerBenchmark.Run(parsed.GetRequiredValue(vocabularyFolder)));

var trained = new Option<bool>("--trained") { Description = "Uses the model's own weights. Without it, its matrices are random." };
var encoders = new Command("encoders", "Compares the forms of both encoders: the original, rewritten in fp32, and in 8 bits by each method.") { model, trained, vocabulary, photos, work };
encoders.SetAction(parsed => EncodersBenchmark.Run(
    parsed.GetValue(trained)
        ? BenchmarkModel.Prepare(parsed.GetRequiredValue(model), parsed.GetValue(vocabulary), parsed.GetRequiredValue(work))
        : BenchmarkModel.PrepareRandom(parsed.GetRequiredValue(model), parsed.GetValue(vocabulary), parsed.GetRequiredValue(work)),
    parsed.GetRequiredValue(photos), parsed.GetRequiredValue(work)));

var programs = new Option<FileInfo[]>("--program") { Description = "A published site. Give several to compare them.", DefaultValueFactory = _ => [new FileInfo("artifacts/site/ClipSearch.Web.dll")] };
var count = new Option<int>("--count") { Description = "Number of photos.", DefaultValueFactory = _ => 300 };
var import = new Command("import", "Measures the import of published sites (scripts/build) in fp32 and in 8 bits, in turns with the image encoder alone: photos/s, CPU time, memory.") { programs, model, vocabulary, photos, count, rounds, work };
import.SetAction((parsed, token) => ImportBenchmark.RunAsync(
    parsed.GetRequiredValue(programs),
    BenchmarkModel.PrepareWithImagesIn8Bits(
        parsed.GetRequiredValue(model), parsed.GetValue(vocabulary), parsed.GetRequiredValue(photos), parsed.GetRequiredValue(work)),
    parsed.GetRequiredValue(photos), parsed.GetValue(count), parsed.GetValue(rounds), parsed.GetRequiredValue(work), token));

var golden = new Argument<FileInfo>("GOLDEN") { Description = "The output of tools/golden/reference_clip.py for the same weights." };
var compare = new Command("compare", "Compares both encoders with an independent forward pass on the same weights.") { golden, model, vocabulary, work };
compare.SetAction(parsed => ReferenceComparison.Run(
    BenchmarkModel.Prepare(parsed.GetRequiredValue(model), parsed.GetValue(vocabulary), parsed.GetRequiredValue(work)), parsed.GetRequiredValue(golden)));

var rows = new Option<int>("--rows") { Description = "Number of photos.", DefaultValueFactory = _ => 100_000 };
var dimensions = new Option<int>("--dimensions") { Description = "Number of dimensions of an embedding.", DefaultValueFactory = _ => 512 };
var index = new Command("index", "Measures nearest-neighbour search in PostgreSQL: time and recall of exact scan and HNSW.") { rows, dimensions, work };
index.SetAction((parsed, token) => IndexBenchmark.RunAsync(parsed.GetValue(rows), parsed.GetValue(dimensions), parsed.GetRequiredValue(work), token));

var precision = new Command("precision", "Measures the recall of half-precision embeddings against single precision.") { model, photos, work };
precision.SetAction((parsed, token) => PrecisionBenchmark.RunAsync(Opened(parsed.GetRequiredValue(model)), parsed.GetRequiredValue(photos), parsed.GetRequiredValue(work), token));

var again = new Option<bool>("--again") { Description = "Reuses the library of the last run, which must have the same number of photos." };
var part = new Option<string[]>("--part") { Description = "Runs only this part; can be repeated. Default: all.", DefaultValueFactory = _ => [] }.AcceptOnlyFromAmong(LibraryBenchmark.Parts);
var library = new Command("library", "Measures a large synthetic library: filters, pages, relevance, scans, and startup and memory of the published site (scripts/build).") { rows, again, part, program, model, vocabulary, work };
library.SetAction((parsed, token) => LibraryBenchmark.RunAsync(
    parsed.GetValue(rows), parsed.GetValue(again), parsed.GetRequiredValue(part), parsed.GetRequiredValue(program),
    BenchmarkModel.Prepare(parsed.GetRequiredValue(model), parsed.GetValue(vocabulary), parsed.GetRequiredValue(work)), parsed.GetRequiredValue(work), token));

var captions = new Option<FileInfo>("--captions") { Description = "A file with lines of \"file name, tab, caption\", one per photo.", Required = true };
var retrieval = new Command("retrieval", "Measures how well the model finds each photo by its caption: recall@1, @5 and @10.") { model, photos, captions };
retrieval.SetAction(parsed => RetrievalBenchmark.Run(Opened(parsed.GetRequiredValue(model)), parsed.GetRequiredValue(photos), parsed.GetRequiredValue(captions)));

var gallery = new Option<FileInfo>("--gallery") { Description = "The table of the photos' contents.", Required = true };
var queryTable = new Option<FileInfo>("--queries") { Description = "The table of queries and their expected first results.", Required = true };
var queries = new Command("queries", "Counts the queries with a correct first result, and lists the others.") { model, photos, gallery, queryTable };
queries.SetAction(parsed => QueriesBenchmark.Run(
    Opened(parsed.GetRequiredValue(model)), parsed.GetRequiredValue(photos), parsed.GetRequiredValue(gallery), parsed.GetRequiredValue(queryTable)));

var known = new Option<FileInfo>("--relevance") { Description = "The table of further queries with conditions on correct photos, queries without matches, and nonsense.", Required = true };
var relevance = new Command("relevance", "Measures how well the relevance threshold separates queries with and without matches in the library.") { model, photos, gallery, queryTable, known };
relevance.SetAction(parsed => RelevanceBenchmark.Run(
    Opened(parsed.GetRequiredValue(model)), parsed.GetRequiredValue(photos), parsed.GetRequiredValue(gallery), parsed.GetRequiredValue(queryTable), parsed.GetRequiredValue(known)));

var different = new Option<DirectoryInfo>("--photos") { Description = "A folder of photos without duplicates.", Required = true };
var duplicates = new Command("duplicates", "Measures duplicate detection for re-saved, resized, brightened and cropped copies.") { different };
duplicates.SetAction(parsed => DuplicatesBenchmark.Run(parsed.GetRequiredValue(different)));

return await new RootCommand("ClipSearch benchmarks. Each prints measurements of this machine.") { site, import, peers, peer, steps, tokenizer, encoders, compare, index, precision, library, retrieval, queries, relevance, duplicates, TortureCommand.Create(program, work) }.Parse(args).InvokeAsync();

static ModelFolder Opened(DirectoryInfo folder) => ModelFolder.Open(folder.FullName, folder.Name);
