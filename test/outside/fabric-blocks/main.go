// Checks a folder of Fabric blocks (0.block, 1.block, …) with nothing but Go's standard library: the chain of headers,
// the data hashes, the orderers' quorum of signatures, and for every transaction its id, its creator's signature, the
// proposal hash and every endorsement, each certificate against the organisations that block 0 names.
// It shares no code with the project. Prints one line of JSON, or the first thing that is wrong.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

type summary struct {
	Blocks          int `json:"blocks"`
	Transactions    int `json:"transactions"`
	Valid           int `json:"valid"`
	Endorsements    int `json:"endorsements"`
	BlockSignatures int `json:"blockSignatures"`
}

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: fabric-blocks FOLDER"))
	}
	result, err := checkFolder(os.Args[1])
	if err != nil {
		fail(err)
	}
	line, err := json.Marshal(result)
	if err != nil {
		fail(err)
	}
	fmt.Println(string(line))
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func checkFolder(folder string) (*summary, error) {
	var network *configuration
	var previous []byte
	result := &summary{}
	for number := 0; ; number++ {
		bytes, err := os.ReadFile(filepath.Join(folder, fmt.Sprintf("%d.block", number)))
		if os.IsNotExist(err) {
			break
		}
		if err != nil {
			return nil, err
		}
		block, err := parseBlock(bytes)
		if err != nil {
			return nil, fmt.Errorf("block %d: %w", number, err)
		}
		if err := block.checkHeader(uint64(number), previous); err != nil {
			return nil, fmt.Errorf("block %d: %w", number, err)
		}
		previous = block.headerHash()
		if number == 0 {
			if network, err = readConfiguration(block); err != nil {
				return nil, fmt.Errorf("configuration: %w", err)
			}
		} else if err := checkBlock(block, network, result); err != nil {
			return nil, fmt.Errorf("block %d: %w", number, err)
		}
		result.Blocks++
	}
	if result.Blocks == 0 {
		return nil, fmt.Errorf("no blocks in %s", folder)
	}
	return result, nil
}

func checkBlock(block *block, network *configuration, result *summary) error {
	signatures, err := block.checkSignatures(network)
	if err != nil {
		return err
	}
	result.BlockSignatures += signatures
	if len(block.flags) != len(block.data) {
		return fmt.Errorf("%d validation codes for %d transactions", len(block.flags), len(block.data))
	}
	for index, envelope := range block.data {
		endorsements, err := checkTransaction(envelope, network)
		if err != nil {
			return fmt.Errorf("transaction %d: %w", index, err)
		}
		result.Transactions++
		result.Endorsements += endorsements
		if block.flags[index] == 0 {
			result.Valid++
		}
	}
	return nil
}
