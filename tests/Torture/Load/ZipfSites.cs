namespace Footfall.Torture.Load;

/// <summary>Sites of which a few are busy and most are not: the n-th is chosen with a weight of 1/n.</summary>
internal sealed class ZipfSites
{
    private readonly double[] _upTo;

    public ZipfSites(int count)
    {
        _upTo = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            _upTo[i] = sum += 1.0 / (i + 1);
        }
    }

    public string Pick(Random random)
    {
        int index = Array.BinarySearch(_upTo, random.NextDouble() * _upTo[^1]);
        return $"site-{(index < 0 ? ~index : index)}";
    }
}
