package org.jumpscope.network.image;

import java.util.Arrays;

/** What the window of a convolution reads at each position, of rows of neurons or of the values of one sample. */
final class WindowRows {
    private final int ownFilters;
    /** C/g. */
    private final int ownChannels;

    private final int filterWeights;
    private final int inPositions;
    /** What the window of each output position reads of one channel; −1 is padding. */
    private final int[][] places;
    /** The same of all channels of the first group, place by place of the window. */
    private final int[][] rows;

    WindowRows(Convolution block) {
        this.ownFilters = block.filters() / block.groups();
        this.ownChannels = block.shape().channels() / block.groups();
        this.filterWeights = block.filterWeights();
        this.inPositions = block.shape().positions();
        this.places = block.window().places(block.shape());
        this.rows = new int[filterWeights][places.length];
        for (int k = 0; k < filterWeights; k++) {
            for (int p = 0; p < places.length; p++) {
                int place = places[p][k % size()];
                rows[k][p] = place < 0 ? -1 : k / size() * inPositions + place;
            }
        }
    }

    /** Positions of the window. */
    int positions() {
        return places.length;
    }

    /** Channels that a filter reads. */
    int ownChannels() {
        return ownChannels;
    }

    /** Places of the window in a channel. */
    int size() {
        return places[0].length;
    }

    /** The first row of a group's inputs. */
    int firstInput(int group) {
        return group * ownChannels * inPositions;
    }

    /** The rows of a group's inputs. */
    int inputs() {
        return ownChannels * inPositions;
    }

    /** The row of the place k of a group's window at a position; −1 is padding. */
    int row(int group, int k, int position) {
        int row = rows[k][position];
        return row < 0 ? -1 : group * ownChannels * inPositions + row;
    }

    /** The rows that a group's window reads at a position; the given one for padding. */
    void gather(double[][] rows, int group, int position, double[] padding, double[][] gathered) {
        gather(rows, group, position, padding, 0, ownChannels, gathered);
    }

    /** The same of some of the group's channels. */
    void gather(double[][] rows, int group, int position, double[] padding, int from, int to, double[][] gathered) {
        int[] own = places[position];
        int k = 0;
        for (int channel = from; channel < to; channel++) {
            int first = (group * ownChannels + channel) * inPositions;
            for (int place : own) {
                gathered[k++] = place < 0 ? padding : rows[first + place];
            }
        }
    }

    /** The values that a group's window reads at a position; 0 for padding. */
    void gather(double[] values, int group, int position, double[] gathered) {
        int[] own = places[position];
        int k = 0;
        for (int channel = 0; channel < ownChannels; channel++) {
            int first = (group * ownChannels + channel) * inPositions;
            for (int place : own) {
                gathered[k++] = place < 0 ? 0 : values[first + place];
            }
        }
    }

    /** All values that a group's window reads, position by position. */
    double[][] read(double[] values, int group) {
        double[][] read = new double[places.length][filterWeights];
        for (int p = 0; p < read.length; p++) {
            gather(values, group, p, read[p]);
        }
        return read;
    }

    /** Adds what belongs to a group's window at a position to the places that it reads. */
    void scatter(double[] values, int group, int position, double[] to) {
        int[] own = places[position];
        int k = 0;
        for (int channel = 0; channel < ownChannels; channel++) {
            int first = (group * ownChannels + channel) * inPositions;
            for (int place : own) {
                if (place >= 0) {
                    to[first + place] += values[k];
                }
                k++;
            }
        }
    }

    /** The rows of some filters at a position. */
    void filters(double[][] rows, int from, int count, int position, double[][] gathered) {
        for (int f = 0; f < count; f++) {
            gathered[f] = rows[(from + f) * places.length + position];
        }
    }

    /** The rows of each of a group's filters at all positions: views of δ or of its derivatives. */
    double[][][] byFilter(double[][] rows, int group) {
        double[][][] views = new double[ownFilters][][];
        for (int f = 0; f < ownFilters; f++) {
            int from = (group * ownFilters + f) * places.length;
            views[f] = Arrays.copyOfRange(rows, from, from + places.length);
        }
        return views;
    }

    /** The rows that each place of a group's window reads at all positions. */
    double[][][] byWeight(double[][] rows, int group, double[] padding) {
        double[][][] views = new double[filterWeights][places.length][];
        for (int k = 0; k < filterWeights; k++) {
            for (int p = 0; p < places.length; p++) {
                int row = row(group, k, p);
                views[k][p] = row < 0 ? padding : rows[row];
            }
        }
        return views;
    }
}
