using System.Buffers.Binary;

namespace ClipSearch.Core.Imaging.Structure;

/// <summary>What the markers of a JPEG say of its scans (ITU-T T.81, annexes A, B and G).</summary>
internal sealed class JpegScans
{
    private const int Coefficients = 64, BlockEdge = 8;

    private readonly Dictionary<byte, Component> _components = [];
    private int _width, _height, _restartInterval, _intervals, _restarts;

    private JpegScans()
    {
    }

    /// <summary>Whether an end-of-image marker follows the scans.</summary>
    public bool HasEnd { get; private set; }

    /// <summary>Whether the scans have all bits of all coefficients of each component. The data of the last scan may be cut.</summary>
    public bool AreComplete => _components.Count > 0 && _components.Values.All(component => component.MissingBits.All(bits => bits == 0));

    /// <summary>The share of the last scan, 0 to 1, whose intervals between restart markers have not begun; 0 without such markers.</summary>
    public double MissingIntervals => _intervals == 0 ? 0 : Math.Max(0, _intervals - 1 - _restarts) / (double)_intervals;

    /// <summary>Reads the markers of a file.</summary>
    public static JpegScans Read(ReadOnlySpan<byte> file)
    {
        var scans = new JpegScans();
        for (var markers = new JpegMarkers(file); markers.Read();)
            scans.Add(markers);
        return scans;
    }

    private void Add(JpegMarkers markers)
    {
        var data = markers.Data;
        if (markers.IsRestart)
            _restarts++;
        else if (markers.Marker == JpegMarkers.EndOfImage)
            HasEnd = true;
        else if (markers.IsFrame && data.Length >= 6)
            AddFrame(data);
        else if (markers.Marker == 0xDD && data.Length >= 2)
            _restartInterval = BinaryPrimitives.ReadUInt16BigEndian(data);
        else if (markers.Marker == 0xDA && data.Length > 0 && data.Length >= 4 + (2 * data[0]))
            AddScan(data);
    }

    private void AddFrame(ReadOnlySpan<byte> frame)
    {
        (_height, _width) = (BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), BinaryPrimitives.ReadUInt16BigEndian(frame[3..]));
        for (var at = 6; at + 3 <= frame.Length && _components.Count < frame[5]; at += 3)
            _components[frame[at]] = new Component(Math.Max(1, frame[at + 1] >> 4), Math.Max(1, frame[at + 1] & 15));
    }

    /// <summary>Notes the coefficients of a scan, which come down to the bit <c>Al</c>, and the number of its restart intervals.</summary>
    private void AddScan(ReadOnlySpan<byte> header)
    {
        var parameters = header[(1 + (2 * header[0]))..];
        var (first, last, lowestBit) = (parameters[0], Math.Min(parameters[1], (byte)(Coefficients - 1)), (byte)(parameters[2] & 15));
        var units = 0L;
        for (var index = 0; index < header[0]; index++)
        {
            if (!_components.TryGetValue(header[1 + (2 * index)], out var component))
                continue;
            for (var coefficient = (int)first; coefficient <= last; coefficient++)
                component.MissingBits[coefficient] = Math.Min(component.MissingBits[coefficient], lowestBit);
            // A scan of one component consists of its blocks; a scan of several consists of units with blocks of each.
            units = header[0] == 1
                ? Blocks(_width, component.Across, MaxAcross) * Blocks(_height, component.Down, MaxDown)
                : Blocks(_width, 1, MaxAcross) * Blocks(_height, 1, MaxDown);
        }

        _intervals = _restartInterval == 0 ? 0 : (int)Math.Min(int.MaxValue, (units + _restartInterval - 1) / _restartInterval);
        _restarts = 0;
    }

    private int MaxAcross => _components.Values.Max(component => component.Across);

    private int MaxDown => _components.Values.Max(component => component.Down);

    /// <summary>Returns the number of blocks along an edge of a component with a sampling factor, of which the largest is <paramref name="max"/>.</summary>
    private static long Blocks(long pixels, int sampling, int max) => (((pixels * sampling) + max - 1) / max + BlockEdge - 1) / BlockEdge;

    /// <param name="across">The horizontal sampling factor.</param>
    /// <param name="down">The vertical sampling factor.</param>
    private sealed class Component(int across, int down)
    {
        public int Across => across;

        public int Down => down;

        /// <summary>For each coefficient, the number of its lowest bits that no scan has.</summary>
        public byte[] MissingBits { get; } = [.. Enumerable.Repeat(byte.MaxValue, Coefficients)];
    }
}
