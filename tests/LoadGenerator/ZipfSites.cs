namespace Footfall.LoadGenerator;

/// <summary>Sites of which few are busy and most are not: the n-th is chosen with a weight of 1/n to the power of the skew.</summary>
internal sealed class ZipfSites
{
    private readonly double[] _upTo;

    /// <param name="count">The number of sites.</param>
    /// <param name="skew">The skew; 0 gives all sites the same weight.</param>
    public ZipfSites(int count, double skew = 1)
    {
        _upTo = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            _upTo[i] = sum += Math.Pow(i + 1, -skew);
        }
    }

    /// <returns>A site's number, from 0.</returns>
    public int Pick(Random random)
    {
        int index = Array.BinarySearch(_upTo, random.NextDouble() * _upTo[^1]);
        return index < 0 ? ~index : index;
    }
}
